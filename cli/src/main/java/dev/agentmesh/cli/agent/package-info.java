/** {@code mesh agent}: which agents there are and how they are, and running one of one's own. */
@NullMarked
package dev.agentmesh.cli.agent;

import org.jspecify.annotations.NullMarked;
