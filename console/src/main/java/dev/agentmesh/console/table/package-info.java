/**
 * The tables of the read side: their columns, the statements on them, and how a row is a value of the event log's summaries. Not here:
 * when a row is written ({@code projection}) or asked for ({@code query}).
 */
@NullMarked
package dev.agentmesh.console.table;

import org.jspecify.annotations.NullMarked;
