/** Tests with a real application context and a real broker. */
@NullMarked
package dev.agentmesh.micronaut;

import org.jspecify.annotations.NullMarked;
