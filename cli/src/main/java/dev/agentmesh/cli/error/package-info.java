/** Failures of commands: their codes, the exit code each ends with, and how they are shown. */
@NullMarked
package dev.agentmesh.cli.error;

import org.jspecify.annotations.NullMarked;
