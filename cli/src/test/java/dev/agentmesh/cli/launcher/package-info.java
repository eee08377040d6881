/** Tests of the launcher: the shell scripts in the root of the repository, run in a small tree of their own. */
@NullMarked
package dev.agentmesh.cli.launcher;

import org.jspecify.annotations.NullMarked;
