/**
 * Agents as beans of a Micronaut application: every bean whose class carries {@code @Agent} is served while the context runs. Not here:
 * anything about tasks; that is the host's.
 */
@NullMarked
package dev.agentmesh.micronaut;

import org.jspecify.annotations.NullMarked;
