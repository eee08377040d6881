/** {@code mesh dlq}: dead letters, what is in them, and putting them back. */
@NullMarked
package dev.agentmesh.cli.dlq;

import org.jspecify.annotations.NullMarked;
