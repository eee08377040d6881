/** Tests. */
@NullMarked
package dev.agentmesh.cli.console;

import org.jspecify.annotations.NullMarked;
