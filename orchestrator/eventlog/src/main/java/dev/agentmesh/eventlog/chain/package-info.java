/**
 * The hash chain of a run's log: joining new events to it, and finding out what was done to it since.
 *
 * <p>What it proves: an event that was edited, removed, put in or moved is found and located. What it cannot prove by itself: a
 * log whose end is missing, or that was rewritten from some event to its end by somebody who computed all hashes anew, is a
 * valid chain. Both show only against a head that was kept elsewhere: the live state's, a topic copy's manifest, or a signed
 * checkpoint outside the cluster.
 */
@NullMarked
package dev.agentmesh.eventlog.chain;

import org.jspecify.annotations.NullMarked;
