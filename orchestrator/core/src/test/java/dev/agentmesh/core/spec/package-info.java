/**
 * How the core is told stories in tests: definitions, commands, a run kept in memory, a small expression language, and the
 * rules every story has to keep whatever it is about.
 */
@NullMarked
package dev.agentmesh.core.spec;

import org.jspecify.annotations.NullMarked;
