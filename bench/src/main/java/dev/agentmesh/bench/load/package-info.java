/** The closed loop: so many runs in flight, a new one for each that ends, every one of them accounted for. Not here: what is made of the times. */
@NullMarked
package dev.agentmesh.bench.load;

import org.jspecify.annotations.NullMarked;
