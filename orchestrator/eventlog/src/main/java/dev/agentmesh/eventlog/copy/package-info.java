/**
 * Audit copies: records of any topic as bytes in a file, with a manifest that says what was copied and proves that it still is what it
 * was. Works for topics whose records nobody can decode.
 */
@NullMarked
package dev.agentmesh.eventlog.copy;

import org.jspecify.annotations.NullMarked;
