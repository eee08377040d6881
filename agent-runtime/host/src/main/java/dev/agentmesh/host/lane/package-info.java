/**
 * Tasks from a share group: lanes that hold one record each, so that a slow task holds up nobody and a dead process's tasks are given to
 * others at once. Not here: what is done with a record, and the classic group.
 */
@NullMarked
package dev.agentmesh.host.lane;

import org.jspecify.annotations.NullMarked;
