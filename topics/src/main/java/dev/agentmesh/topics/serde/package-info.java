/**
 * Bytes on the wire: Confluent's frame (magic byte 0, 4-byte schema id) around Avro binary. Here: framing, hardened decoding, the
 * choice of the serde. Not here: what the bytes mean ({@code codec}, {@code message}), HTTP to the registry ({@code registry}).
 */
@NullMarked
package dev.agentmesh.topics.serde;

import org.jspecify.annotations.NullMarked;
