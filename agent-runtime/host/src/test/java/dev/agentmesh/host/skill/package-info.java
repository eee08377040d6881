/** Tests of skills. */
@NullMarked
package dev.agentmesh.host.skill;

import org.jspecify.annotations.NullMarked;
