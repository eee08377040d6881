/** The error pages, read from inside the program. */
@NullMarked
package dev.agentmesh.cli.explain;

import org.jspecify.annotations.NullMarked;
