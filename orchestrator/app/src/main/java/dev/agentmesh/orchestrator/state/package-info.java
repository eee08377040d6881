/** A run's cells, its log head and its timers in Kafka Streams stores. */
@NullMarked
package dev.agentmesh.orchestrator.state;

import org.jspecify.annotations.NullMarked;
