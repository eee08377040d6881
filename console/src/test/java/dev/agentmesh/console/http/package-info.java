/** Tests. */
@NullMarked
package dev.agentmesh.console.http;

import org.jspecify.annotations.NullMarked;
