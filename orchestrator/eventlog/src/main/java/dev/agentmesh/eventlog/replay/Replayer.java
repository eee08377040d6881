package dev.agentmesh.eventlog.replay;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.eventlog.chain.ChainCheck;
import dev.agentmesh.eventlog.chain.ChainFault;
import dev.agentmesh.eventlog.chain.ChainReport;
import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.history.HistoryCheck;
import dev.agentmesh.eventlog.history.HistoryFault;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Folds logs. Calls the core's fold and nothing else, so what it does to a log of last year it does to today's. */
public final class Replayer {
    private Replayer() {}

    /**
     * The state after event {@code seq}, or after the last event when there are fewer.
     *
     * @param events one run's, in order from the first
     * @throws IllegalStateException when the events are no run's log
     */
    public static FoldedRun stateAt(String runId, List<LoggedEvent> events, long seq) {
        FoldedRun run = new FoldedRun(runId);
        for (LoggedEvent event : events) {
            if (event.seq() > seq) {
                break;
            }
            run.apply(event);
        }
        return run;
    }

    /** The state after the last event. */
    public static FoldedRun fold(String runId, List<LoggedEvent> events) {
        return stateAt(runId, events, Long.MAX_VALUE);
    }

    /**
     * Proves a run's log, and that the live state follows from it.
     *
     * @param records everything under the run's key in the events topic, in order
     * @param live read before the log was, so that the log reaches at least as far; empty compares nothing
     */
    public static Verdict verify(String runId, List<LogRecord> records, Optional<LiveState> live) {
        ChainCheck check = new ChainCheck();
        live.flatMap(LiveState::head).ifPresent(check::witnessedBy);
        records.forEach(check::accept);
        ChainReport chain = check.report();
        if (!chain.intact()) {
            ChainFault first = chain.faults().getFirst();
            return new Verdict.Broken(
                    runId, EventLogErrors.CHAIN_BROKEN.code(), first.fromSeq(), first.toString(), chain.faults());
        }
        List<LoggedEvent> events = records.stream()
                .map(found -> ((LogRecord.LogEntry) found).logged())
                .toList();
        Optional<HistoryFault> illegal = illegal(events);
        if (illegal.isPresent()) {
            return illegal(runId, illegal.get().seq(), illegal.get().toString());
        }
        return compare(runId, events, chain, live);
    }

    private static Optional<HistoryFault> illegal(List<LoggedEvent> events) {
        HistoryCheck check = new HistoryCheck();
        Optional<HistoryFault> fault = Optional.empty();
        for (LoggedEvent event : events) {
            fault = check.accept(event);
        }
        return fault;
    }

    private static Verdict compare(
            String runId, List<LoggedEvent> events, ChainReport chain, Optional<LiveState> live) {
        FoldedRun run = new FoldedRun(runId);
        Optional<LiveState> kept = live.filter(state -> !state.cells().isEmpty());
        long at = kept.flatMap(LiveState::head).map(head -> head.seq()).orElse((long) events.size());
        Optional<Verdict> differs = Optional.empty();
        for (LoggedEvent event : events) {
            try {
                run.apply(event);
            } catch (IllegalStateException | ClassCastException e) {
                return illegal(runId, event.seq(), "event " + event.seq() + " does not fold: " + e.getMessage());
            }
            if (kept.isPresent() && event.seq() == at) {
                differs = differences(run, kept.get());
            }
        }
        return differs.orElseGet(() -> new Verdict.Same(runId, chain.head(), run.digest(), kept.map(_ -> at)));
    }

    private static Optional<Verdict> differences(FoldedRun run, LiveState live) {
        TreeSet<CellKey> keys = new TreeSet<>(run.cells().keySet());
        keys.addAll(live.cells().keySet());
        List<CellDifference> differences = new ArrayList<>();
        for (CellKey key : keys) {
            Optional<Cell> folded = run.get(key);
            Optional<Cell> kept = Optional.ofNullable(live.cells().get(key));
            if (!folded.equals(kept)) {
                differences.add(new CellDifference(key, run.touchedBy(key).orElse(run.seq()), folded, kept));
            }
        }
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        differences.sort(Comparator.comparingLong(CellDifference::seq).thenComparing(CellDifference::key));
        return Optional.of(new Verdict.Differs(
                run.runId(),
                EventLogErrors.REPLAY_DIFFERS.code(),
                differences.getFirst().seq(),
                run.seq(),
                run.digest(),
                live.digest(),
                differences));
    }

    private static Verdict illegal(String runId, long seq, String detail) {
        return new Verdict.Broken(runId, EventLogErrors.ILLEGAL_HISTORY.code(), seq, detail, List.of());
    }
}
