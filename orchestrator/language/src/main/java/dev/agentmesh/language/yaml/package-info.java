/** YAML 1.2 with places: a tree of what is written, and the traps of the notation. Knows nothing of workflows. */
@NullMarked
package dev.agentmesh.language.yaml;

import org.jspecify.annotations.NullMarked;
