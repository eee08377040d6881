/** {@code mesh event}: tells runs what has happened outside. */
@NullMarked
package dev.agentmesh.cli.event;

import org.jspecify.annotations.NullMarked;
