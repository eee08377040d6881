/** Tests of the room of the same name. */
@NullMarked
package dev.agentmesh.host.settings;

import org.jspecify.annotations.NullMarked;
