/** {@code mesh artifact}: values that are kept beside the topics, by their hash. */
@NullMarked
package dev.agentmesh.cli.artifact;

import org.jspecify.annotations.NullMarked;
