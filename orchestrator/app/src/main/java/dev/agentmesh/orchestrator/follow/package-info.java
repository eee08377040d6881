/** Reading a topic from its beginning and then on, beside the work of the stream threads. */
@NullMarked
package dev.agentmesh.orchestrator.follow;

import org.jspecify.annotations.NullMarked;
