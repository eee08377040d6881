/**
 * Runs as people ask about them: how is it, where does it stand, why, what did it cost. Computed from events alone, in one pass. Not
 * here: tables, colours and JSON of whole answers (the CLI's), the wording of single events ({@code text}).
 */
@NullMarked
package dev.agentmesh.eventlog.summary;

import org.jspecify.annotations.NullMarked;
