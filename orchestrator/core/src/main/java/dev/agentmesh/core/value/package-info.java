/** The small values the core speaks in: ids, payloads, failures, usage. No behaviour beyond their own validity. */
@NullMarked
package dev.agentmesh.core.value;

import org.jspecify.annotations.NullMarked;
