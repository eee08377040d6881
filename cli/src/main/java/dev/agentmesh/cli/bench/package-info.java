/** {@code mesh bench}: starts the bench, which is a program of its own. Not here: anything that measures. */
@NullMarked
package dev.agentmesh.cli.bench;

import org.jspecify.annotations.NullMarked;
