/** The console's database: how it is reached, made, emptied, and what a transaction is. Not here: what stands in it. */
@NullMarked
package dev.agentmesh.console.database;

import org.jspecify.annotations.NullMarked;
