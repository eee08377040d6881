package dev.agentmesh.cli.run;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Next;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads on until something happens, or time is up. For one thread.
 *
 * @param <T> what is waited for
 */
public final class Watch<T> implements LogVisitor {
    private final Function<LogRecord, Optional<T>> wanted;
    private final long giveUp;
    private Optional<T> found = Optional.empty();

    /**
     * A watch that starts now.
     *
     * @param wanted what a record is to whoever waits; empty to wait on. Sees every record
     */
    public Watch(Duration patience, Function<LogRecord, Optional<T>> wanted) {
        this.wanted = wanted;
        this.giveUp =
                patience.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos();
    }

    /** What came; empty when time was up before. */
    public Optional<T> found() {
        return found;
    }

    @Override
    public Next accept(LogRecord record) {
        found = wanted.apply(record);
        return found.isPresent() ? Next.STOP : idle();
    }

    @Override
    public Next idle() {
        return giveUp != Long.MAX_VALUE && System.nanoTime() - giveUp >= 0 ? Next.STOP : Next.GO_ON;
    }

    /** The event that ends a run, if the record is one. */
    public static Optional<Event.RunEvent> end(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)
                || !(entry.logged().event() instanceof Event.RunEvent event)) {
            return Optional.empty();
        }
        return switch (event) {
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _, Event.RunRejected _ ->
                Optional.of(event);
            case Event.RunStarted _,
                    Event.CommandRejected _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> Optional.empty();
        };
    }
}
