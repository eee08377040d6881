/** A run as its agents saw it: who was given what, gave what, when, at which price, and what the mesh added in between. */
@NullMarked
package dev.agentmesh.eventlog.trace;

import org.jspecify.annotations.NullMarked;
