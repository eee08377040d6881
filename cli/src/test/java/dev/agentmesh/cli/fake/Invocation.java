package dev.agentmesh.cli.fake;

/** What a command left behind. */
public record Invocation(int exit, String out, String err) {}
