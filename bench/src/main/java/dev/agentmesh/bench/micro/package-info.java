/** Small pieces of the orchestrator by themselves, without a broker: where the time of a step goes. Not here: anything with a process. */
@NullMarked
package dev.agentmesh.bench.micro;

import org.jspecify.annotations.NullMarked;
