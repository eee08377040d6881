/** The tree a workflow is: what the YAML and the Java form both build, and what patterns walk. Immutable. */
@NullMarked
package dev.agentmesh.core.definition;

import org.jspecify.annotations.NullMarked;
