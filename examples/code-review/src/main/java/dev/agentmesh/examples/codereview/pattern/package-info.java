/**
 * Our own rules for languages that have no analyzer on the JVM, and for Java where PMD has no such rule.
 */
@NullMarked
package dev.agentmesh.examples.codereview.pattern;

import org.jspecify.annotations.NullMarked;
