/** {@code mesh task}: one task for one agent, as a run of one step. */
@NullMarked
package dev.agentmesh.cli.task;

import org.jspecify.annotations.NullMarked;
