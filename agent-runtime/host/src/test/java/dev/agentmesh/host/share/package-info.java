/** Specs of what a task shares with its run. */
@NullMarked
package dev.agentmesh.host.share;

import org.jspecify.annotations.NullMarked;
