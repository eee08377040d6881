/**
 * Generated Avro types and {@code message} records, turned into each other: the only classes of this module that see the generated
 * types. One codec per topic; {@link dev.agentmesh.topics.codec.MessageCodecs} makes them.
 */
@NullMarked
package dev.agentmesh.topics.codec;

import org.jspecify.annotations.NullMarked;
