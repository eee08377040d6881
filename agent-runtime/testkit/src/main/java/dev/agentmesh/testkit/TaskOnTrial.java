package dev.agentmesh.testkit;

import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.Task;
import dev.agentmesh.testkit.Answer.Booking;
import dev.agentmesh.testkit.Answer.Progress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a skill says. Unlike the host it does not thin out progress, so that a test sees all of it. */
final class TaskOnTrial implements Task {
    private final String runId;
    private final int attempt;
    private final Instant deadline;
    private final Artifacts artifacts;
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<Booking> usage = new CopyOnWriteArrayList<>();
    private volatile boolean canceled;

    TaskOnTrial(String runId, int attempt, Instant deadline, Artifacts artifacts) {
        this.artifacts = artifacts;
        this.runId = runId;
        this.attempt = attempt;
        this.deadline = deadline;
    }

    void cancel() {
        canceled = true;
    }

    List<Progress> told() {
        return List.copyOf(progress);
    }

    List<Booking> booked() {
        return List.copyOf(usage);
    }

    @Override
    public String id() {
        return runId + "/step";
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean canceled() {
        return canceled;
    }

    @Override
    public String idempotencyKey() {
        return id();
    }

    @Override
    public Artifacts artifacts() {
        return artifacts;
    }

    @Override
    public void progress(double part, String text) {
        progress.add(new Progress(Double.isNaN(part) ? 0 : Math.clamp(part, 0, 1), text));
    }

    @Override
    public void usage(String model, long inputTokens, long outputTokens, double usd) {
        if (inputTokens < 0 || outputTokens < 0 || usd < 0 || !Double.isFinite(usd)) {
            throw new IllegalArgumentException("usage of " + model + " must not be negative");
        }
        usage.add(new Booking(model, inputTokens, outputTokens, usd));
    }
}
