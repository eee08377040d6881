/** The example patterns on a real mesh: what plays them, and nothing the command line needs. */
@NullMarked
package dev.agentmesh.cli.pattern;

import org.jspecify.annotations.NullMarked;
