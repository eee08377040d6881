/**
 * How this project talks to Kafka: the settings its guarantees rest on, in one place, and where a process learns which cluster is
 * meant. Not here: what is said ({@code codec}) and what exists ({@code catalogue}).
 */
@NullMarked
package dev.agentmesh.topics.clients;

import org.jspecify.annotations.NullMarked;
