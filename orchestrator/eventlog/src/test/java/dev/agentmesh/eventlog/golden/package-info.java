/** Histories as released versions wrote them, which every later version must still read and fold to the same state. */
@NullMarked
package dev.agentmesh.eventlog.golden;

import org.jspecify.annotations.NullMarked;
