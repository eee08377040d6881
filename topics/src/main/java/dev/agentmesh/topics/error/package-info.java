/**
 * Failures a person can look up: a code, what it means, its cause and its fix. Every code this module raises is a constant of
 * {@link dev.agentmesh.topics.error.TopicErrors}; other modules keep their own constants beside their own code.
 */
@NullMarked
package dev.agentmesh.topics.error;

import org.jspecify.annotations.NullMarked;
