/** Writes YAML: one layout for every file, comments kept, quotes where readers of YAML would disagree. Knows no workflow. */
@NullMarked
package dev.agentmesh.language.format;

import org.jspecify.annotations.NullMarked;
