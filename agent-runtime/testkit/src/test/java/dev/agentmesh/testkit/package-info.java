/** Tests of the testkit. */
@NullMarked
package dev.agentmesh.testkit;

import org.jspecify.annotations.NullMarked;
