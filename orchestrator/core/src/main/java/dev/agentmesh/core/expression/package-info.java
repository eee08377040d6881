/** What the core asks of an expression language, and what an expression may ask of a run. The language itself lives elsewhere. */
@NullMarked
package dev.agentmesh.core.expression;

import org.jspecify.annotations.NullMarked;
