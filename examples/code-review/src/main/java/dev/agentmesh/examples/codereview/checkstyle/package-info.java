/**
 * Checkstyle in process: the configuration is read once, files are analyzed from memory.
 */
@NullMarked
package dev.agentmesh.examples.codereview.checkstyle;

import org.jspecify.annotations.NullMarked;
