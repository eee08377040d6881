/**
 * Child processes and loopback ports: start a JVM, know who it is after a restart, end it with its owner. Knows nothing
 * of Kafka or registries, and its classes use the JDK only where they run inside foreign programs.
 */
@NullMarked
package dev.agentmesh.localcluster.process;

import org.jspecify.annotations.NullMarked;
