/** Arbitrary and typical values for the tests of this module, and an in-memory registry. */
@NullMarked
package dev.agentmesh.eventlog.samples;

import org.jspecify.annotations.NullMarked;
