/** Tests of the room of the same name. */
@NullMarked
package dev.agentmesh.host.publish;

import org.jspecify.annotations.NullMarked;
