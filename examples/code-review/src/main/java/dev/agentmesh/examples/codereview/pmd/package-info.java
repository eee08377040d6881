/**
 * PMD in process: rule sets are read once, files are analyzed from memory.
 */
@NullMarked
package dev.agentmesh.examples.codereview.pmd;

import org.jspecify.annotations.NullMarked;
