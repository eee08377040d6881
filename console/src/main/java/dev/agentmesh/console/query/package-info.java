/**
 * Answers from the tables, each with how old it can be at most; nothing here asks the log or the orchestrator. Not here: HTTP, and how
 * rows come about ({@code projection}).
 */
@NullMarked
package dev.agentmesh.console.query;

import org.jspecify.annotations.NullMarked;
