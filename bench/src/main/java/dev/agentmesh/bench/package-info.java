/** The bench as a program: which parts it has, in which order they are measured, and what is printed. */
@NullMarked
package dev.agentmesh.bench;

import org.jspecify.annotations.NullMarked;
