/** The console's process: its settings, its errors, and how its parts are put together. Not here: rows, events and pages. */
@NullMarked
package dev.agentmesh.console;

import org.jspecify.annotations.NullMarked;
