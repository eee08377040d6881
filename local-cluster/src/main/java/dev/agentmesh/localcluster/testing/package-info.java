/**
 * What other modules' tests lean on: one shared broker per test JVM and a schema registry without a process. Nothing
 * here is for production.
 */
@NullMarked
package dev.agentmesh.localcluster.testing;

import org.jspecify.annotations.NullMarked;
