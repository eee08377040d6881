package dev.agentmesh.examples.codereview;

import org.jspecify.annotations.Nullable;

/**
 * What to review.
 *
 * @param repository absolute path of a git repository on the agents' machine
 * @param range {@code A..B}, {@code A...B} or one revision; absent for the last five commits
 * @param maxFiles most files to review, 1 to 200; absent for 200
 */
public record ReviewRequest(
        String repository, @Nullable String range, @Nullable Integer maxFiles) {}
