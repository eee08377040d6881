/**
 * Style checks that need no parser and hold for every language.
 */
@NullMarked
package dev.agentmesh.examples.codereview.text;

import org.jspecify.annotations.NullMarked;
