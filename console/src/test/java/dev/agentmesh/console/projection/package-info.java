/** Tests. */
@NullMarked
package dev.agentmesh.console.projection;

import org.jspecify.annotations.NullMarked;
