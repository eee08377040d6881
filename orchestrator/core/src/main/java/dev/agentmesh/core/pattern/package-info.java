/**
 * What is next? One file per coordination pattern answers that when its step begins and when something inside it ends.
 * Dispatch, retry, timeout and cancellation are decided once, elsewhere.
 */
@NullMarked
package dev.agentmesh.core.pattern;

import org.jspecify.annotations.NullMarked;
