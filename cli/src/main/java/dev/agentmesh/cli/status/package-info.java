/** {@code mesh status}: everything on one screen. */
@NullMarked
package dev.agentmesh.cli.status;

import org.jspecify.annotations.NullMarked;
