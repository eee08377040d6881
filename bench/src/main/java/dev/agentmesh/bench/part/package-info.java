/** What is measured, one class per subject; a round of the bench calls each once. Not here: what is started ({@code setup}). */
@NullMarked
package dev.agentmesh.bench.part;

import org.jspecify.annotations.NullMarked;
