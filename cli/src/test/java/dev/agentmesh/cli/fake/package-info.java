/** A mesh and a shell in memory, for tests of commands. */
@NullMarked
package dev.agentmesh.cli.fake;

import org.jspecify.annotations.NullMarked;
