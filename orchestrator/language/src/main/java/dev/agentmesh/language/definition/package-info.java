/** The workflow language: files to {@link dev.agentmesh.core.definition.Workflow}s, or to all that is wrong with them. */
@NullMarked
package dev.agentmesh.language.definition;

import org.jspecify.annotations.NullMarked;
