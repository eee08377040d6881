/** The noun console: the read side as a process, made again, and asked how far it is. */
@NullMarked
package dev.agentmesh.cli.console;

import org.jspecify.annotations.NullMarked;
