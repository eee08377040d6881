/** {@code mesh approval}: what runs ask people, and the answers. */
@NullMarked
package dev.agentmesh.cli.approval;

import org.jspecify.annotations.NullMarked;
