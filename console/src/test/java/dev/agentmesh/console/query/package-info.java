/** Tests. */
@NullMarked
package dev.agentmesh.console.query;

import org.jspecify.annotations.NullMarked;
