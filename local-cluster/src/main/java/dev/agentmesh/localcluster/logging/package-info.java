/** What is logged when nobody configured logging. Configuration files of single programs do not belong here. */
@NullMarked
package dev.agentmesh.localcluster.logging;

import org.jspecify.annotations.NullMarked;
