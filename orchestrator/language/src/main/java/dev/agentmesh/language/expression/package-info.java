/**
 * Expressions and templates: CEL's grammar, evaluated here so that every step is counted and every failure has a place.
 * Nothing in this room reads a clock, a file, a locale or chance.
 */
@NullMarked
package dev.agentmesh.language.expression;

import org.jspecify.annotations.NullMarked;
