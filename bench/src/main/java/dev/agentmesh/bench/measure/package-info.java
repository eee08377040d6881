/** Looking at processes and topics from outside: CPU time, memory, bytes and records. Not here: making them busy ({@code load}). */
@NullMarked
package dev.agentmesh.bench.measure;

import org.jspecify.annotations.NullMarked;
