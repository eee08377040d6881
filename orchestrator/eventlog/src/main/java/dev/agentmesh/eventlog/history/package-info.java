/**
 * Which histories of a run can be, written a second time from the words of the specification and without a look at the code that
 * decides or folds: two that must agree and share nothing keep each other honest.
 */
@NullMarked
package dev.agentmesh.eventlog.history;

import org.jspecify.annotations.NullMarked;
