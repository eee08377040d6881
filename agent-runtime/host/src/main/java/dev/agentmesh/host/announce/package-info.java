/** An instance's word about itself on the agents topic: its card with every heartbeat, and a departure. Nothing is ever read here. */
@NullMarked
package dev.agentmesh.host.announce;

import org.jspecify.annotations.NullMarked;
