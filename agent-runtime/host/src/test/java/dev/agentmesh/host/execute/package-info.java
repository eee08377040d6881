/** Tests of the room of the same name. */
@NullMarked
package dev.agentmesh.host.execute;

import org.jspecify.annotations.NullMarked;
