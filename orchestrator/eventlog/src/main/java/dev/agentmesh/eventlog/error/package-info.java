/** Every code that module eventlog raises, with meaning, cause and fix. */
@NullMarked
package dev.agentmesh.eventlog.error;

import org.jspecify.annotations.NullMarked;
