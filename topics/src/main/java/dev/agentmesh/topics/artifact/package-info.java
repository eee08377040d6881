/** Values too large for a record: kept by their hash, so that records carry a reference. What a value means is known elsewhere. */
@NullMarked
package dev.agentmesh.topics.artifact;

import org.jspecify.annotations.NullMarked;
