package dev.agentmesh.agent;

import java.time.Instant;

/**
 * The unit of work a skill was given, and its line back to the mesh. Safe to use from any thread until the skill method
 * returns; afterwards calls have no effect.
 */
public interface Task {
    /** Identity of the task: the same for every attempt. */
    String id();

    String runId();

    /** Which dispatch this is, from 1. */
    int attempt();

    /** When the orchestrator stops waiting for this attempt. */
    Instant deadline();

    /** True once the orchestrator gave this attempt up or the host is being stopped; a long skill checks it between steps. */
    boolean canceled();

    /** The key to hand to external systems: equal for all attempts of one step, different for any other step. */
    String idempotencyKey();

    /**
     * Tells how far the work is.
     *
     * @param part the share done, 0 to 1; values outside are clamped
     * @param text what is being done, for a person; cut at 200 characters
     */
    void progress(double part, String text);

    /**
     * Books what a model call used, so that cost is in the log. Call it once per provider call; amounts add up.
     *
     * @param model the model's name
     * @param inputTokens tokens sent, not negative
     * @param outputTokens tokens received, not negative
     * @param usd cost in US dollars, not negative
     */
    void usage(String model, long inputTokens, long outputTokens, double usd);

    /** The blackboard that the steps of the run share. */
    default Board board() {
        throw notHere("board");
    }

    /** What came with the task besides its input. */
    default Context context() {
        throw notHere("context");
    }

    /** All that happened in the run, on demand. */
    default History history() {
        throw notHere("history");
    }

    /** The other agents. */
    default Peers peers() {
        throw notHere("peers");
    }

    /** Where values are kept that are too large for a message. */
    default Artifacts artifacts() {
        throw new ArtifactException(ArtifactException.NO_STORE, "this task has no artifacts: it is not run by a host");
    }

    /** Tells another agent something; see {@link Peers#send}. */
    default String send(String to, Object payload) {
        return peers().send(to, payload);
    }

    /** Tells all agents something; see {@link Peers#broadcast}. */
    default String broadcast(Object payload) {
        return peers().broadcast(payload);
    }

    /** Asks another agent and waits; see {@link Peers#request(String, Object, Class)}. */
    default <T> T request(String to, Object payload, Class<T> type) {
        return peers().request(to, payload, type);
    }

    private static IllegalStateException notHere(String what) {
        return new IllegalStateException("this task has no " + what + ": it is not run by a host");
    }
}
