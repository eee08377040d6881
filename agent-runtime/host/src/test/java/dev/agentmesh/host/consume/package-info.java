/** Tests of the room of the same name. */
@NullMarked
package dev.agentmesh.host.consume;

import org.jspecify.annotations.NullMarked;
