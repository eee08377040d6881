/** Support messages sorted by rules where rules suffice and by a model where they do not. Not here: what happens when, which is {@code workflow.yaml}. */
@NullMarked
package dev.agentmesh.examples.triage;

import org.jspecify.annotations.NullMarked;
