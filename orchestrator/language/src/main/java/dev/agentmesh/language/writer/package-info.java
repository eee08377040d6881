/** Definitions back to files: the tree as YAML that reads as the same tree. */
@NullMarked
package dev.agentmesh.language.writer;

import org.jspecify.annotations.NullMarked;
