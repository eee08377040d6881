/**
 * The headers of our Kafka records: CloudEvents' attributes and W3C Trace Context. They repeat what the value says for tools that do not
 * decode values; nothing is ever decided by them.
 */
@NullMarked
package dev.agentmesh.topics.header;

import org.jspecify.annotations.NullMarked;
