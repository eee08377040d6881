/**
 * The schema registry, spoken to in Confluent's REST protocol, so that Confluent's, Redpanda's, Karapace's and Apicurio's all
 * serve. Here: HTTP, its failures, its settings. Not here: bytes of records ({@code serde}), which subjects we own
 * ({@code catalogue}).
 */
@NullMarked
package dev.agentmesh.topics.registry;

import org.jspecify.annotations.NullMarked;
