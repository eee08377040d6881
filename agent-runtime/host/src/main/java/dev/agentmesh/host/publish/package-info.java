/**
 * What the agent side writes: results, dead letters, announcements, each until the broker has acknowledged it. Not here: what is said and
 * when ({@code execute}, {@code announce}).
 */
@NullMarked
package dev.agentmesh.host.publish;

import org.jspecify.annotations.NullMarked;
