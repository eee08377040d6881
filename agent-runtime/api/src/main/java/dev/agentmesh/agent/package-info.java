/**
 * What an agent author sees: annotations, the {@link dev.agentmesh.agent.Task} handed to a skill, and the three words of
 * failure. No Kafka, no Avro, no Micronaut: an agent written against this package can be tested as plain Java.
 */
@NullMarked
package dev.agentmesh.agent;

import org.jspecify.annotations.NullMarked;
