/**
 * What travels over the topics, as plain Java: one record per topic, free of Kafka and Avro.
 *
 * <p>Here: values that check themselves and nothing else. Not here: bytes on the wire ({@code serde}, {@code codec}), topic
 * names ({@code catalogue}), the run log's events (module eventlog).
 */
@NullMarked
package dev.agentmesh.topics.message;

import org.jspecify.annotations.NullMarked;
