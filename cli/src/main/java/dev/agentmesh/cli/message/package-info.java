/** {@code mesh message}: everything that was said about one undertaking, whatever topic it stands in. Not here: a single topic ({@code topic}). */
@NullMarked
package dev.agentmesh.cli.message;

import org.jspecify.annotations.NullMarked;
