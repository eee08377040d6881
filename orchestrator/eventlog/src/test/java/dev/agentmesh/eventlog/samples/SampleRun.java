package dev.agentmesh.eventlog.samples;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events written by hand, as the decider writes them, a second apart. */
public final class SampleRun {
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    public static final WorkflowRef WORKFLOW = new WorkflowRef("review", "3", "ab".repeat(32));
    public static final Failure FLAKY = new Failure(FailureKind.TRANSIENT, "HTTP_503", "HTTP 503 from critic");

    private SampleRun() {}

    public static StepPath path(String text) {
        return new StepPath(text);
    }

    public static Event started() {
        return new Event.RunStarted(
                WORKFLOW, "Review of PR 7", Payload.json("{\"pr\":7}"), START.plus(Duration.ofHours(24)), "ana");
    }

    public static Event dispatched(String path) {
        return new Event.TaskDispatched(
                path(path),
                "critic",
                "review",
                Payload.json("{\"pr\":7}"),
                "r-1/" + path,
                START.plus(Duration.ofMinutes(5)));
    }

    public static Event ended(String path, int attempt, Failure failure, Optional<Instant> retryAt) {
        return new Event.AttemptEnded(
                path(path), attempt, failure, retryAt, List.of(new Usage("small", 10, 2, 0.25)), "critic-1");
    }

    public static Event retried(String path, int attempt) {
        return new Event.TaskRetried(path(path), attempt, START.plus(Duration.ofMinutes(9)));
    }

    public static Event completed(String path, int attempt) {
        return new Event.TaskCompleted(
                path(path),
                attempt,
                Payload.json("{\"ok\":true}"),
                List.of(new Usage("small", 100, 20, 0.5)),
                "critic-1",
                Duration.ofMillis(800));
    }

    /** One step that needs a second attempt: started, dispatched, failed, retried, completed, completed. */
    public static List<Event> oneRetry() {
        return List.of(
                started(),
                dispatched("draft"),
                ended("draft", 1, FLAKY, Optional.of(START.plusSeconds(4))),
                retried("draft", 2),
                completed("draft", 2),
                new Event.RunCompleted(Payload.json("{\"ok\":true}")));
    }

    /** Two branches, one of which fails and is tolerated. */
    public static List<Event> parallel() {
        Failure poison = new Failure(FailureKind.POISON, "BAD_DIFF", "the diff is binary");
        return List.of(
                started(),
                new Event.ScopeOpened(
                        path("checks"),
                        Optional.empty(),
                        new Scope.ParallelScope(List.of("security", "style"), 0, true)),
                new Event.LaneStarted(path("checks[security]")),
                dispatched("checks[security]/scan"),
                new Event.LaneStarted(path("checks[style]")),
                dispatched("checks[style]/lint"),
                ended("checks[security]/scan", 1, poison, Optional.empty()),
                new Event.TaskDeadLettered(path("checks[security]/scan"), 1, "d-1", poison, false),
                new Event.TaskFailed(path("checks[security]/scan"), 1, poison),
                new Event.LaneEnded(
                        path("checks[security]"), LaneOutcome.FAILED, Optional.empty(), Optional.of(poison)),
                completed("checks[style]/lint", 1),
                new Event.LaneEnded(
                        path("checks[style]"),
                        LaneOutcome.COMPLETED,
                        Optional.of(path("checks[style]/lint")),
                        Optional.empty()),
                new Event.StepCompleted(path("checks"), new StepOutput.Collected(2)),
                new Event.RunCompleted(Payload.json("{\"security\":null,\"style\":{\"ok\":true}}")));
    }

    /** Out of attempts, held, redriven by a person, completed; a late answer of the first attempt comes at the end. */
    public static List<Event> redriven() {
        Failure timeout = new Failure(FailureKind.TIMEOUT, "MESH-4102", "no answer within 2 minutes");
        return List.of(
                started(),
                dispatched("draft"),
                new Event.AttemptEnded(path("draft"), 1, timeout, Optional.of(START.plusSeconds(3)), List.of(), ""),
                retried("draft", 2),
                ended("draft", 2, timeout, Optional.empty()),
                new Event.TaskDeadLettered(path("draft"), 2, "d-9", timeout, true),
                new Event.TaskRedriven(
                        path("draft"),
                        3,
                        Optional.of(Payload.json("{\"pr\":8}")),
                        START.plusSeconds(500),
                        "ana",
                        "agent fixed"),
                completed("draft", 3),
                new Event.RunCompleted(Payload.json("{\"ok\":true}")),
                new Event.LateResultIgnored(
                        path("draft"), 1, "completed", List.of(new Usage("small", 5, 5, 0.1)), "critic-2"));
    }
}
