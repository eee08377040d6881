/**
 * Looks for what is wrong with a living cluster, and says what it is, why, and what to do. Changes nothing. What should be there comes
 * from {@code catalogue}.
 */
@NullMarked
package dev.agentmesh.topics.doctor;

import org.jspecify.annotations.NullMarked;
