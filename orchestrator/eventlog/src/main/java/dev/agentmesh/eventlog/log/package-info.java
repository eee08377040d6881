/**
 * What the log consists of: an event with its place in its run, the hash that joins it to the next, the head of a run's log,
 * and a record as a reader found it. Here: values. Not here: bytes ({@code codec}), joining and checking ({@code chain}).
 */
@NullMarked
package dev.agentmesh.eventlog.log;

import org.jspecify.annotations.NullMarked;
