/**
 * A file as text: lines as git counts them, language, code without comments and strings, lines inside loops.
 */
@NullMarked
package dev.agentmesh.examples.codereview.source;

import org.jspecify.annotations.NullMarked;
