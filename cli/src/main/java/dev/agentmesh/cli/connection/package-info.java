/** Which mesh a command talks to: from flags, variables, the project's settings, or the dev server of the folder. */
@NullMarked
package dev.agentmesh.cli.connection;

import org.jspecify.annotations.NullMarked;
