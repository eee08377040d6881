/** Definitions written in Java: the same tree as YAML builds, with field names the compiler checks. No lambda is left inside the tree. */
@NullMarked
package dev.agentmesh.language.dsl;

import org.jspecify.annotations.NullMarked;
