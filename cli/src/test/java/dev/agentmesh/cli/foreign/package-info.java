/** Clients in other languages, against a real broker. */
@NullMarked
package dev.agentmesh.cli.foreign;

import org.jspecify.annotations.NullMarked;
