/**
 * Reads git repositories with JGit: revisions, changed lines, file contents by blob id. Never touches a work tree.
 */
@NullMarked
package dev.agentmesh.examples.codereview.git;

import org.jspecify.annotations.NullMarked;
