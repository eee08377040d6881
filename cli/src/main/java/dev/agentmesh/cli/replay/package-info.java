/** {@code mesh replay}: reading the log again. Nothing here changes anything or calls an agent. */
@NullMarked
package dev.agentmesh.cli.replay;

import org.jspecify.annotations.NullMarked;
