package dev.agentmesh.core.definition;

/**
 * What was said in a chat is summed up from time to time.
 *
 * @param every after how many turns
 * @param by the agent that does it
 */
public record Summary(int every, Verb.Member by) {}
