package dev.agentmesh.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Which runs were started and which ended. A figure of a system that loses or doubles runs is worth nothing. */
public final class Account {
    private final Map<String, Long> open = new HashMap<>();
    private long started;
    private long ended;
    private long bad;
    private long strangers;

    void started(String runId, long nanos) {
        open.put(runId, nanos);
        started++;
    }

    /** How long the run took; empty when it was not open: it ended twice, or it is nobody's. */
    OptionalLong ended(String runId, boolean good, long nanos) {
        Long since = open.remove(runId);
        if (since == null) {
            strangers++;
            return OptionalLong.empty();
        }
        ended++;
        bad += good ? 0 : 1;
        return OptionalLong.of(nanos - since);
    }

    int openRuns() {
        return open.size();
    }

    long endedRuns() {
        return ended;
    }

    Tally tally() {
        return new Tally(started, ended, bad, strangers);
    }

    /**
     * The account at its end.
     *
     * @param bad ended otherwise than by completing
     * @param strangers outcomes of no open run: a run that ended twice, or one of somebody else
     */
    public record Tally(long started, long ended, long bad, long strangers) {
        /** Whether every run completed exactly once. */
        public boolean isSquare() {
            return started == ended && bad == 0 && strangers == 0;
        }

        Tally plus(Tally other) {
            return new Tally(
                    started + other.started, ended + other.ended, bad + other.bad, strangers + other.strangers);
        }
    }
}
