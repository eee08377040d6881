/**
 * Reading topics without taking part in anything: no group, no commit, committed records only, so a reader can neither hold up nor
 * be held up by whoever works. The log of runs, the outcomes, and the state the orchestrator keeps in its changelog.
 */
@NullMarked
package dev.agentmesh.eventlog.read;

import org.jspecify.annotations.NullMarked;
