/**
 * {@code mesh demo}: the main job from end to end on this machine, with everything that can go wrong on the way made to go
 * wrong, and every claim checked. Nothing here is a shortcut: it does what a user could do with the other commands.
 */
@NullMarked
package dev.agentmesh.cli.demo;

import org.jspecify.annotations.NullMarked;
