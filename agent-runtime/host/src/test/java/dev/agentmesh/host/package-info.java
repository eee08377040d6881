/** Tests of the host on a real broker, and what they share. */
@NullMarked
package dev.agentmesh.host;

import org.jspecify.annotations.NullMarked;
