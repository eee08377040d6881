/**
 * The five agents of the code review and what crosses a topic between them. Agents are thin: each hands its input to one\n * library class of the packages below, which know nothing of a mesh and can be tested and used without one.
 */
@NullMarked
package dev.agentmesh.examples.codereview;

import org.jspecify.annotations.NullMarked;
