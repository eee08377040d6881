/** {@code mesh doctor}: what is wrong with this machine and the mesh it talks to. */
@NullMarked
package dev.agentmesh.cli.doctor;

import org.jspecify.annotations.NullMarked;
