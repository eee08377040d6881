package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.CommandMessage.StartRun;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Starts a run and finds out what the orchestrator made of it: sent is not started. */
public final class Starter {
    /** The orchestrator answers in milliseconds when it runs, and within this when it has just been started again. */
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);

    private static final String UNKNOWN_WORKFLOW = "MESH-4124";

    private final RunGateway runs;
    private final Clock clock;

    public Starter(RunGateway runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * A run that the orchestrator has accepted.
     *
     * @param log where its events are from the first one on
     */
    public record Started(String runId, Event.RunStarted event, Span log) {}

    /**
     * Starts a run. The same start twice is one run.
     *
     * @throws CliException when it is refused, when the id is taken, or when nobody answers
     */
    public Started start(String runId, StartRun start) {
        Optional<Event.RunStarted> before = runs.log(runId).stream()
                .flatMap(record -> started(record).stream())
                .findFirst();
        if (before.isPresent()) {
            return again(runId, start, before.get());
        }
        Span log = runs.fromNow(runId);
        runs.send(new CommandMessage(MessageHeader.of(runId, clock.instant(), "cli"), start));
        var watch = new Watch<>(ACCEPTANCE, Starter::answer);
        runs.read(runId, log, watch);
        return switch (watch.found().orElseThrow(() -> unanswered(runId))) {
            case Event.RunStarted accepted -> new Started(runId, accepted, log);
            case Event.RunRejected rejected -> throw refused(runId, rejected.failure());
            case Event.CommandRejected rejected -> throw refused(runId, rejected.failure());
            case Event.RunCompleted _,
                    Event.RunFailed _,
                    Event.RunCanceled _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> throw unanswered(runId);
        };
    }

    private static Started again(String runId, StartRun start, Event.RunStarted before) {
        boolean same = before.workflow().name().equals(start.workflow())
                && start.version().map(before.workflow().version()::equals).orElse(true)
                && Arrays.equals(before.input().bytes(), start.input().bytes());
        if (!same) {
            throw CliException.of(
                    ExitCode.CONFLICT,
                    CliErrors.EXISTS,
                    "run " + runId + " exists already: workflow "
                            + before.workflow().name() + ", with other content",
                    CliErrors.EXISTS.cause(),
                    "leave --id out, or look at the run: mesh run get " + runId);
        }
        return new Started(runId, before, Span.ALL.following());
    }

    private static Optional<Event.RunEvent> answer(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)
                || !(entry.logged().event() instanceof Event.RunEvent event)) {
            return Optional.empty();
        }
        return switch (event) {
            case Event.RunStarted _, Event.RunRejected _, Event.CommandRejected _ -> Optional.of(event);
            case Event.RunCompleted _,
                    Event.RunFailed _,
                    Event.RunCanceled _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> Optional.empty();
        };
    }

    private static Optional<Event.RunStarted> started(LogRecord record) {
        return record instanceof LogRecord.LogEntry entry && entry.logged().event() instanceof Event.RunStarted event
                ? Optional.of(event)
                : Optional.empty();
    }

    private static CliException refused(String runId, Failure failure) {
        ExitCode exit = failure.code().equals(UNKNOWN_WORKFLOW) ? ExitCode.NOT_FOUND : ExitCode.INVALID;
        String code = failure.code().startsWith("MESH-") ? failure.code() : CliErrors.RUN_ENDED_BADLY.code();
        return new CliException(
                exit,
                new ErrorCode(code, failure.message(), "the orchestrator refused to start it", fix(failure.code())),
                "run " + runId + " was not started: " + failure.message());
    }

    private static String fix(String code) {
        return code.equals(UNKNOWN_WORKFLOW) ? "mesh workflow list; mesh workflow deploy FILE" : "mesh explain " + code;
    }

    private static CliException unanswered(String runId) {
        return CliException.of(
                ExitCode.TIMEOUT,
                CliErrors.TIMED_OUT,
                "the orchestrator has not answered within " + ACCEPTANCE.toSeconds() + " s",
                "no orchestrator runs, or it is far behind; the start is stored and will be taken up",
                "mesh status; then mesh run get " + runId);
    }
}
