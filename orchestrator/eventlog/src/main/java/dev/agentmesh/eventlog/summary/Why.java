package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.StepPath;

/**
 * Why a run is not simply running or completed.
 *
 * @param step the step it comes from; the root for the run as a whole
 * @param code a MESH code or an agent's own; empty when a person did it
 * @param text one sentence
 */
public record Why(StepPath step, String code, String text) {
    /** What a person did, in words: {@code paused by ana: the price has to be checked}. */
    static String said(String what, String by, String reason) {
        return what + (by.isEmpty() ? "" : " by " + by) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
