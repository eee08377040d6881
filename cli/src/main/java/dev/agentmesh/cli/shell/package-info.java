/** What the program was started in: streams, terminal, variables, folder, clock. Nothing here knows a command. */
@NullMarked
package dev.agentmesh.cli.shell;

import org.jspecify.annotations.NullMarked;
