/**
 * The {@code mesh} command: its tree of nouns and verbs and its way from arguments to an exit code. Each noun has a package of its
 * own; what several share is in {@code shell}, {@code output}, {@code error}, {@code connection} and {@code gateway}.
 */
@NullMarked
package dev.agentmesh.cli;

import org.jspecify.annotations.NullMarked;
