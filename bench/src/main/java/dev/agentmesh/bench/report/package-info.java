/** Figures by name, over rounds, and how people and programs read them: table, JSON, chart. Not here: where they come from. */
@NullMarked
package dev.agentmesh.bench.report;

import org.jspecify.annotations.NullMarked;
