/** Tests. */
@NullMarked
package dev.agentmesh.console;

import org.jspecify.annotations.NullMarked;
