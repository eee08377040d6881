/**
 * The core's words and the mesh's records: events to and from Avro, commands out of messages, messages out of effects. Only
 * the classes named {@code *Codec} know the generated Avro types. Not here: what the events mean, or where they are kept.
 */
@NullMarked
package dev.agentmesh.eventlog.codec;

import org.jspecify.annotations.NullMarked;
