/** Every code that the console raises. */
@NullMarked
package dev.agentmesh.console.error;

import org.jspecify.annotations.NullMarked;
