/**
 * Where tasks come from and where it is kept what became of them: one interface, {@link dev.agentmesh.host.consume.ConsumptionModel}, and
 * its default implementation over a consumer group with a ledger. Not here: what a record means and how a task runs ({@code execute}).
 */
@NullMarked
package dev.agentmesh.host.consume;

import org.jspecify.annotations.NullMarked;
