/**
 * The dev server: a supervisor and its children, each a process of its own. Here: starting, watching and ending them, and the commands
 * {@code dev} and {@code stop}. Not here: what broker and registry are (module local-cluster) or do (the orchestrator).
 */
@NullMarked
package dev.agentmesh.cli.dev;

import org.jspecify.annotations.NullMarked;
