/** {@code mesh workflow}: checking and deploying definitions. What is right and wrong in one is said in module language. */
@NullMarked
package dev.agentmesh.cli.workflow;

import org.jspecify.annotations.NullMarked;
