package dev.agentmesh.eventlog.trace;

import static dev.agentmesh.eventlog.samples.SampleRun.START;
import static dev.agentmesh.eventlog.samples.SampleRun.WORKFLOW;
import static dev.agentmesh.eventlog.samples.SampleRun.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTracerTest {
    private static final Usage SMALL = new Usage("small", 100, 20, 0.5);

    private final List<LoggedEvent> events = new ArrayList<>();

    private RunTracerTest at(long millis, Event event) {
        Instant at = START.plusMillis(millis);
        events.add(new LoggedEvent("r-1", events.size() + 1L, at, "mesh.results-0:1", EventHash.NONE, event));
        return this;
    }

    private RunTracerTest start() {
        return at(
                0,
                new Event.RunStarted(
                        WORKFLOW, "Review of PR 7", Payload.json("{\"pr\":7}"), START.plusSeconds(3600), "ana"));
    }

    private RunTracerTest given(long millis, String step, String agent, String input) {
        return at(
                millis,
                new Event.TaskDispatched(path(step), agent, "", Payload.json(input), "k", START.plusSeconds(60)));
    }

    private RunTracerTest gave(long millis, String step, int attempt, long took, String output) {
        return at(
                millis,
                new Event.TaskCompleted(
                        path(step), attempt, Payload.json(output), List.of(SMALL), "w-1", Duration.ofMillis(took)));
    }

    private RunTracerTest lost(long millis, String step, int attempt, FailureKind kind, Optional<Instant> next) {
        return at(
                millis,
                new Event.AttemptEnded(
                        path(step), attempt, new Failure(kind, "E1", "it broke"), next, List.of(SMALL), "w-1"));
    }

    private RunTrace trace() {
        return RunTracer.of("r-1", events, START.plusSeconds(100));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void each_stage_has_its_agent_its_exact_input_and_its_exact_output() {
        RunTrace trace = start().given(0, "draft", "writer", "{\"pr\":7}")
                .gave(310, "draft", 1, 300, "\"text\"")
                .given(310, "check", "critic", "{\"text\":\"text\"}")
                .gave(515, "check", 1, 200, "{\"ok\":true}")
                .at(515, new Event.RunCompleted(Payload.json("{\"ok\":true}")))
                .trace();

        assertThat(trace.input()).hasValue(Payload.json("{\"pr\":7}"));
        assertThat(trace.stages()).extracting(Stage::agent).containsExactly("writer", "critic");
        assertThat(trace.stages())
                .extracting(stage -> stage.input().text())
                .containsExactly("{\"pr\":7}", "{\"text\":\"text\"}");
        assertThat(trace.stages())
                .extracting(stage -> stage.output().orElseThrow().text())
                .containsExactly("\"text\"", "{\"ok\":true}");
        assertThat(trace.output()).hasValue(Payload.json("{\"ok\":true}"));
        assertThat(trace.stages().getFirst().latency(START)).isEqualTo(millis(310));
        assertThat(trace.stages().getFirst().work()).isEqualTo(millis(300));
    }

    @Test
    void one_after_the_other_the_total_is_the_sum_of_the_stages_and_the_overhead() {
        Timing timing = start().given(0, "draft", "writer", "1")
                .gave(310, "draft", 1, 300, "2")
                .given(310, "check", "critic", "2")
                .gave(515, "check", 1, 200, "3")
                .at(515, new Event.RunCompleted(Payload.json("3")))
                .trace()
                .timing();

        assertThat(timing).isEqualTo(new Timing(millis(515), millis(500), millis(500), Duration.ZERO, millis(15)));
    }

    @Test
    void side_by_side_the_time_is_counted_once_and_the_work_twice() {
        Timing timing = start().given(0, "p[a]/x", "x", "1")
                .given(0, "p[b]/y", "y", "1")
                .gave(1_005, "p[a]/x", 1, 1_000, "2")
                .gave(2_010, "p[b]/y", 1, 2_000, "2")
                .at(2_010, new Event.RunCompleted(Payload.json("3")))
                .trace()
                .timing();

        assertThat(timing.work()).isEqualTo(millis(3_000));
        assertThat(timing.busy()).isEqualTo(millis(2_005));
        assertThat(timing.overhead()).isEqualTo(millis(5));
    }

    @Test
    void a_pause_and_a_person_are_waited_for_and_are_no_overhead() {
        RunTrace trace = start().given(0, "draft", "writer", "1")
                .lost(100, "draft", 1, FailureKind.TRANSIENT, Optional.of(START.plusMillis(1_100)))
                .at(1_100, new Event.TaskRetried(path("draft"), 2, START.plusSeconds(60)))
                .gave(1_410, "draft", 2, 300, "2")
                .at(1_410, new OutsideEvent.WaitStarted(path("pause"), "", Optional.of(START.plusMillis(6_410))))
                .at(6_410, new Event.StepCompleted(path("pause"), new StepOutput.None()))
                .at(6_410, new Event.RunCompleted(Payload.json("2")))
                .trace();

        assertThat(trace.timing())
                .isEqualTo(new Timing(millis(6_410), millis(400), millis(400), millis(6_000), millis(10)));
        assertThat(trace.stages().getFirst().attempts())
                .extracting(StageAttempt::result)
                .containsExactly(StageAttempt.Result.ERROR, StageAttempt.Result.SUCCESS);
        assertThat(trace.usage().calls()).isEqualTo(2);
    }

    @Test
    void a_dispatch_is_a_success_a_timeout_an_error_or_an_open_circuit_of_a_named_agent() {
        TaskContext none = new TaskContext(ContextRule.Strategy.MINIMAL, List.of(), List.of(), false);
        RunTrace trace = start().given(0, "draft", "large", "1")
                .lost(60_000, "draft", 1, FailureKind.TIMEOUT, Optional.empty())
                .at(60_000, new Event.TaskReassigned(path("draft"), 2, "small", "fast", START, none))
                .lost(61_000, "draft", 2, FailureKind.DECLINED, Optional.empty())
                .at(61_000, new Event.TaskReassigned(path("draft"), 3, "spare", "", START, none))
                .lost(61_000, "draft", 3, FailureKind.CIRCUIT_OPEN, Optional.empty())
                .at(61_000, new Event.TaskReassigned(path("draft"), 4, "rule", "", START, none))
                .gave(61_002, "draft", 4, 1, "2")
                .trace();

        assertThat(trace.stages().getFirst().attempts())
                .extracting(
                        StageAttempt::agent,
                        StageAttempt::result,
                        one -> one.failure().map(Failure::message).orElse(""))
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("large", StageAttempt.Result.TIMEOUT, "it broke"),
                        org.assertj.core.api.Assertions.tuple("small/fast", StageAttempt.Result.ERROR, "it broke"),
                        org.assertj.core.api.Assertions.tuple("spare", StageAttempt.Result.CIRCUIT_OPEN, "it broke"),
                        org.assertj.core.api.Assertions.tuple("rule", StageAttempt.Result.SUCCESS, ""));
        assertThat(trace.stages().getFirst().agent()).isEqualTo("rule");
    }

    @Test
    void a_redrive_shows_the_input_that_was_mended_and_the_wait_for_it() {
        RunTrace trace = start().given(0, "draft", "writer", "1")
                .lost(50, "draft", 1, FailureKind.POISON, Optional.empty())
                .at(
                        9_050,
                        new Event.TaskRedriven(
                                path("draft"),
                                2,
                                Optional.of(Payload.json("\"mended\"")),
                                START.plusSeconds(60),
                                "ana",
                                ""))
                .gave(9_100, "draft", 2, 50, "2")
                .at(9_100, new Event.RunCompleted(Payload.json("2")))
                .trace();

        assertThat(trace.stages().getFirst().input().text()).isEqualTo("\"mended\"");
        assertThat(trace.timing().waiting()).isEqualTo(millis(9_000));
        assertThat(trace.timing().overhead()).isZero();
    }

    @Test
    void what_has_not_ended_ends_now() {
        RunTrace trace = start().given(0, "draft", "writer", "1")
                .at(2_000, new Event.TaskProgressed(path("draft"), 1, 0.5, "half"))
                .trace();

        assertThat(trace.endedAt()).isEmpty();
        assertThat(trace.timing().busy()).isEqualTo(Duration.ofSeconds(100));
        assertThat(trace.stages().getFirst().attempts())
                .extracting(StageAttempt::result)
                .containsExactly(StageAttempt.Result.OPEN);
    }

    @Test
    void a_worker_whose_clock_is_wrong_has_not_worked_longer_than_it_was_waited_for() {
        Timing timing = start().given(0, "draft", "writer", "1")
                .gave(100, "draft", 1, 7_000, "2")
                .at(100, new Event.RunCompleted(Payload.json("2")))
                .trace()
                .timing();

        assertThat(timing).isEqualTo(new Timing(millis(100), millis(100), millis(100), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_round_has_the_cost_of_its_speaker_and_of_its_moderator() {
        RunTrace trace = start().at(0, new Event.ScopeOpened(path("polish"), Optional.empty(), new Scope.TurnsScope(3)))
                .at(0, new Event.LaneStarted(path("polish[0]")))
                .given(0, "polish[0]/polish._moderator", "chair", "1")
                .gave(100, "polish[0]/polish._moderator", 1, 100, "\"editor\"")
                .given(100, "polish[0]/polish.editor", "editor", "1")
                .gave(300, "polish[0]/polish.editor", 1, 200, "2")
                .at(
                        300,
                        new Event.LaneEnded(
                                path("polish[0]"), LaneOutcome.COMPLETED, Optional.empty(), Optional.empty()))
                .at(300, new Event.LaneStarted(path("polish[1]")))
                .given(300, "polish[1]/polish._moderator", "chair", "1")
                .at(
                        350,
                        new Event.LateResultIgnored(
                                path("polish[1]/polish._moderator"), 1, "completed", List.of(SMALL), "w-1"))
                .trace();

        assertThat(trace.rounds()).extracting(round -> round.path().text()).containsExactly("polish[0]", "polish[1]");
        Round first = trace.rounds().getFirst();
        assertThat(first.agents()).containsExactly("chair", "editor");
        assertThat(first.usage().usd()).isEqualTo(1.0);
        assertThat(first.endedAt()).hasValue(START.plusMillis(300));
        assertThat(trace.rounds().getLast().usage().inputTokens()).isEqualTo(100);
        assertThat(trace.coordination().usd()).isEqualTo(1.0);
        assertThat(trace.usage().usd()).isEqualTo(1.5);
        assertThat(trace.stages()).extracting(Stage::coordinates).containsExactly(true, false, true);
    }

    @Test
    void lanes_that_are_no_turns_are_no_rounds() {
        RunTrace trace = start().at(
                        0, new Event.ScopeOpened(path("checks"), Optional.empty(), new Scope.TeamScope(false)))
                .at(0, new Event.LaneStarted(path("checks[a]")))
                .given(0, "checks[a]/checks._planner", "planner", "1")
                .gave(100, "checks[a]/checks._planner", 1, 100, "2")
                .trace();

        assertThat(trace.rounds()).isEmpty();
        assertThat(trace.coordination().calls()).isEqualTo(1);
    }
}
