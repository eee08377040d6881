/** Keeping what was compiled, within a bound. */
@NullMarked
package dev.agentmesh.language.cache;

import org.jspecify.annotations.NullMarked;
