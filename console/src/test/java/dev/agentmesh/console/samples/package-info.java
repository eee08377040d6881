/** Logs that definitions make when they are run in this process, for the tests. */
@NullMarked
package dev.agentmesh.console.samples;

import org.jspecify.annotations.NullMarked;
