/** Finds the classes that carry {@code @Agent} without loading any other. Not here: making or binding instances ({@code skill}). */
@NullMarked
package dev.agentmesh.host.discover;

import org.jspecify.annotations.NullMarked;
