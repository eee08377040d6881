package dev.agentmesh.eventlog.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryCheckTest {
    private static final Failure DECLINED = new Failure(FailureKind.DECLINED, "NO", "no");
    private static final Event OPEN_BLOCK =
            new Event.ScopeOpened(SampleRun.path("b"), Optional.empty(), new Scope.BlockScope());
    private static final Event DONE = new Event.RunCompleted(Payload.NULL);

    @Test
    void histories_that_can_be_are_legal() {
        assertThat(faultOf(SampleRun.oneRetry())).isEmpty();
        assertThat(faultOf(SampleRun.parallel())).isEmpty();
        assertThat(faultOf(SampleRun.redriven())).isEmpty();
    }

    @Test
    void a_run_is_over_after_its_end_and_not_before() {
        HistoryCheck check = new HistoryCheck();
        assertThat(check.isOver()).isTrue();
        List<Event> events = SampleRun.oneRetry();
        SampleLog.events(SampleLog.of("r-1", events.subList(0, 5))).forEach(check::accept);
        assertThat(check.isOver()).isFalse();
    }

    /** Leaving out, repeating or bringing forward any event of a story makes it one that cannot be. */
    @ParameterizedTest
    @MethodSource("stories")
    void a_story_with_any_event_left_out_repeated_or_brought_forward_is_illegal(List<Event> story) {
        for (int i = 0; i < story.size(); i++) {
            if (changesNothing(story.get(i))) {
                continue;
            }
            List<Event> repeated = new ArrayList<>(story);
            repeated.add(i + 1, story.get(i));
            assertThat(faultOf(repeated)).as("event %d twice", i + 1).isPresent();
            // A run that has not ended yet is no wonder, and a late result may come before the end.
            if (i < story.size() - 1 && !(story.get(i) instanceof Event.RunCompleted)) {
                List<Event> without = new ArrayList<>(story);
                without.remove(i);
                assertThat(faultOf(without)).as("without event %d", i + 1).isPresent();
            }
            if (i > 0) {
                List<Event> early = new ArrayList<>(story);
                early.add(0, early.remove(i));
                assertThat(faultOf(early)).as("event %d first", i + 1).isPresent();
            }
        }
    }

    static Stream<List<Event>> stories() {
        return Stream.of(SampleRun.oneRetry(), SampleRun.parallel(), SampleRun.redriven());
    }

    private static boolean changesNothing(Event event) {
        return event instanceof Event.CommandRejected;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void what_cannot_be_is_named(String rule, List<Event> events) {
        assertThat(faultOf(events)).isPresent().get().asString().contains(rule);
        assertThat(faultOf(events).orElseThrow().seq()).isEqualTo(events.size());
    }

    static Stream<Arguments> impossible() {
        Event started = SampleRun.started();
        Event dispatched = SampleRun.dispatched("draft");
        Event completed = SampleRun.completed("draft", 1);
        Event spent = SampleRun.ended("draft", 1, SampleRun.FLAKY, Optional.empty());
        return Stream.of(
                Arguments.of("the run has not started", List.of(dispatched)),
                Arguments.of("starts a second time", List.of(started, started)),
                Arguments.of("pin its definition", List.of(startedOn("abc"))),
                Arguments.of("accepted is rejected", List.of(started, new Event.RunRejected("review", DECLINED))),
                Arguments.of("the run is over", List.of(started, DONE, dispatched)),
                Arguments.of("the run is over", List.of(started, DONE, DONE)),
                Arguments.of("ends with \"draft\" open", List.of(started, dispatched, DONE)),
                Arguments.of("begins a second time", List.of(started, dispatched, dispatched)),
                Arguments.of("begins a second time", List.of(started, dispatched, completed, dispatched)),
                Arguments.of("\"b\" is not open", List.of(started, SampleRun.dispatched("b/draft"))),
                Arguments.of("no step's", List.of(started, new Event.StepSkipped(SampleRun.path("b[0]")))),
                Arguments.of("it has ended", List.of(started, dispatched, completed, completed)),
                Arguments.of("but 1 is the current one", List.of(started, dispatched, SampleRun.completed("draft", 2))),
                Arguments.of("attempt 1 is handed out", List.of(started, dispatched, SampleRun.retried("draft", 2))),
                Arguments.of(
                        "attempt 3 follows on attempt 1",
                        List.of(
                                started,
                                dispatched,
                                SampleRun.ended("draft", 1, SampleRun.FLAKY, Optional.of(SampleRun.START)),
                                SampleRun.retried("draft", 3))),
                Arguments.of("none follows", List.of(started, dispatched, spent, SampleRun.retried("draft", 2))),
                Arguments.of(
                        "none follows",
                        List.of(
                                started,
                                dispatched,
                                spent,
                                new Event.TaskFailed(SampleRun.path("draft"), 1, SampleRun.FLAKY))),
                Arguments.of(
                        "waits for a redrive",
                        List.of(
                                started,
                                dispatched,
                                spent,
                                held(),
                                new Event.TaskFailed(SampleRun.path("draft"), 1, SampleRun.FLAKY))),
                Arguments.of("is ignored although it is awaited", List.of(started, dispatched, late(1))),
                Arguments.of("there were 1", List.of(started, dispatched, completed, late(2))),
                Arguments.of("second report of attempt 1", List.of(started, dispatched, completed, late(1))),
                Arguments.of(
                        "between 0 and 1",
                        List.of(started, dispatched, new Event.TaskProgressed(SampleRun.path("draft"), 1, 1.5, ""))),
                Arguments.of("not just failed", List.of(started, dispatched, completed, catches("draft"))),
                Arguments.of(
                        "not just failed",
                        List.of(started, OPEN_BLOCK, failed("b"), catches("b"), failed("b"), catches("b"))),
                Arguments.of("is not open", List.of(started, OPEN_BLOCK, failed("b"), failed("b"))),
                Arguments.of(
                        "with \"b/draft\" open in it",
                        List.of(
                                started,
                                OPEN_BLOCK,
                                SampleRun.dispatched("b/draft"),
                                new Event.StepCompleted(SampleRun.path("b"), new StepOutput.None()))),
                Arguments.of(
                        "its step is not open", List.of(started, new Event.LaneStarted(SampleRun.path("p[left]")))),
                Arguments.of("step does not have", List.of(started, parallel(), lane("p[right]"))),
                Arguments.of("starts twice", List.of(started, parallel(), lane("p[left]"), lane("p[left]"))),
                Arguments.of("does not run", List.of(started, parallel(), laneEnded("p[left]", LaneOutcome.COMPLETED))),
                Arguments.of(
                        "contradict each other",
                        List.of(started, parallel(), lane("p[left]"), laneEnded("p[left]", LaneOutcome.FAILED))),
                Arguments.of("step does not have", List.of(started, map(1), lane("m[1]"))),
                Arguments.of("step does not have", List.of(started, map(1), lane("m[0]"), lane("m[1]"))),
                Arguments.of(
                        "is not open",
                        List.of(
                                started,
                                new Event.ScopeOpened(SampleRun.path("w"), Optional.empty(), new Scope.SwitchScope(1)),
                                SampleRun.dispatched("w[0]/draft"))));
    }

    @Test
    void a_lane_that_is_kept_runs_on_after_its_step_and_the_run_still_has_to_end_it() {
        Event stepDone = new Event.StepCompleted(SampleRun.path("p"), new StepOutput.Collected(1));
        List<Event> kept = List.of(
                SampleRun.started(), parallel(), lane("p[left]"), SampleRun.dispatched("p[left]/scan"), stepDone);
        assertThat(faultOf(kept)).isEmpty();
        assertThat(faultOf(with(kept, DONE))).isPresent();
        assertThat(faultOf(with(
                        kept,
                        SampleRun.completed("p[left]/scan", 1),
                        laneEnded("p[left]", LaneOutcome.COMPLETED),
                        DONE)))
                .isEmpty();
    }

    @Test
    void a_worker_called_lost_by_another_may_still_speak_once() {
        Failure lost = new Failure(FailureKind.LOST, "MESH-4122", "vanished");
        List<Event> spoken = List.of(
                SampleRun.started(),
                SampleRun.dispatched("draft"),
                SampleRun.ended("draft", 1, lost, Optional.of(SampleRun.START)),
                SampleRun.retried("draft", 2),
                late(1));
        assertThat(faultOf(spoken)).isEmpty();
        assertThat(faultOf(with(spoken, late(1)))).isPresent();
    }

    @Test
    void numbers_must_count_up() {
        HistoryCheck check = new HistoryCheck();
        assertThat(check.accept(SampleLog.events(SampleLog.of("r-1", SampleRun.oneRetry()))
                        .get(1)))
                .isPresent();
    }

    private static Optional<HistoryFault> faultOf(List<Event> events) {
        HistoryCheck check = new HistoryCheck();
        Optional<HistoryFault> fault = Optional.empty();
        for (var logged : SampleLog.events(SampleLog.of("r-1", events))) {
            fault = check.accept(logged);
        }
        return fault;
    }

    private static List<Event> with(List<Event> events, Event... more) {
        List<Event> all = new ArrayList<>(events);
        all.addAll(List.of(more));
        return all;
    }

    private static Event startedOn(String hash) {
        return new Event.RunStarted(
                new WorkflowRef("w", "1", hash), "", Payload.NULL, SampleRun.START.plus(Duration.ofHours(1)), "");
    }

    private static Event held() {
        return new Event.TaskDeadLettered(SampleRun.path("draft"), 1, "d-1", SampleRun.FLAKY, true);
    }

    private static Event late(int attempt) {
        return new Event.LateResultIgnored(SampleRun.path("draft"), attempt, "completed", List.of(), "w");
    }

    private static Event failed(String path) {
        return new Event.StepFailed(SampleRun.path(path), DECLINED);
    }

    private static Event catches(String path) {
        return new Event.ScopeOpened(SampleRun.path(path), Optional.empty(), new Scope.CatchScope(0, DECLINED));
    }

    private static Event parallel() {
        return new Event.ScopeOpened(
                SampleRun.path("p"), Optional.empty(), new Scope.ParallelScope(List.of("left"), 1, false));
    }

    private static Event map(int items) {
        return new Event.ScopeOpened(
                SampleRun.path("m"),
                Optional.empty(),
                new Scope.MapScope(Collections.nCopies(items, Payload.NULL), items, false));
    }

    private static Event lane(String path) {
        return new Event.LaneStarted(SampleRun.path(path));
    }

    private static Event laneEnded(String path, LaneOutcome outcome) {
        return new Event.LaneEnded(SampleRun.path(path), outcome, Optional.empty(), Optional.empty());
    }
}
