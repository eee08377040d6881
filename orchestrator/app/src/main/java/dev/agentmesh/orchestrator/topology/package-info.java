/** The Kafka Streams topology: one sub-topology, one processor, two stores. Decodes, asks the core, stores, forwards. */
@NullMarked
package dev.agentmesh.orchestrator.topology;

import org.jspecify.annotations.NullMarked;
