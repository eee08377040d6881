/** Tests of the room of the same name. */
@NullMarked
package dev.agentmesh.host.discover;

import org.jspecify.annotations.NullMarked;
