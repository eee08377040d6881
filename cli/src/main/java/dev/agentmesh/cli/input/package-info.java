/** What a user gives a command besides words: JSON, files, durations, a yes. */
@NullMarked
package dev.agentmesh.cli.input;

import org.jspecify.annotations.NullMarked;
