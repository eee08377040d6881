/** Tests of shapes. */
@NullMarked
package dev.agentmesh.host.shape;

import org.jspecify.annotations.NullMarked;
