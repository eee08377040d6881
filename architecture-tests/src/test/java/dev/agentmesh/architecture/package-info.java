/** The rules of the design and of the house as tests. */
@NullMarked
package dev.agentmesh.architecture;

import org.jspecify.annotations.NullMarked;
