/**
 * Folds committed events into rows: rows and place in the log in one transaction, so that every event counts once whenever the process
 * dies. Not here: what a row looks like ({@code table}) and who asks for it ({@code query}).
 */
@NullMarked
package dev.agentmesh.console.projection;

import org.jspecify.annotations.NullMarked;
