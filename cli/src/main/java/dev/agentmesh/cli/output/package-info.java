/** How results look: tables for people, JSON for programs. What the results are is decided in the commands. */
@NullMarked
package dev.agentmesh.cli.output;

import org.jspecify.annotations.NullMarked;
