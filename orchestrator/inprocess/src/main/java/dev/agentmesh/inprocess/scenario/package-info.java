/** Plays the cases of a test file on a virtual mesh and says where a run was not as expected. */
@NullMarked
package dev.agentmesh.inprocess.scenario;

import org.jspecify.annotations.NullMarked;
