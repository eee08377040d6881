package dev.agentmesh.core.decider;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.TRANSIENT;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.refused;
import static dev.agentmesh.core.spec.Intents.runDeadline;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Intents.stepDeadline;
import static dev.agentmesh.core.spec.Steps.ALL;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.Notation;
import dev.agentmesh.core.spec.Steps.Shape;
import dev.agentmesh.core.spec.TransitionTable;
import dev.agentmesh.core.spec.TransitionTable.Phase;
import dev.agentmesh.core.spec.World;
import dev.agentmesh.core.value.ChildRunId;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command in every place a task and a run can be in. The places come from the enums, the commands from the sealed types;
 * the answers are switches without a default, so that a new one of either does not compile until it is answered here.
 */
class TransitionCoverageTest {
    private static final String NOTHING = "nothing";

    /** Later than every deadline of the runs below. */
    private static final Duration LATER = Duration.ofDays(2);

    /** What {@code Steps.human} shows. */
    static final String SHOWN =
            new Question("Go on?", Payload.NULL, List.of("yes", "no"), Optional.empty(), "", 1).hash();

    /** A run in which the task at {@code path} is where it should be, and the run goes on beside it. */
    private record Scene(World world, String path) {}

    @TestFactory
    Stream<DynamicTest> every_command_in_every_phase_of_a_task() {
        return Arrays.stream(Phase.values())
                .filter(phase -> impossible(phase).isEmpty())
                .flatMap(phase -> commands(World.START, "a").stream()
                        .map(command -> dynamicTest(phase + " x " + name(command), () -> {
                            Scene scene = scene(phase);
                            scene.world().pass(LATER);
                            Command there = like(command, scene);
                            List<String> events = scene.world().send(there).events().stream()
                                    .map(Notation::of)
                                    .map(line -> line.replace(scene.path() + "#", "a#"))
                                    .map(line -> line.replace(", rolled back 1", ""))
                                    .toList();
                            check(events, answer(phase, there));
                        })));
    }

    /** Why a phase is no place to send a command to. */
    private static Optional<String> impossible(Phase phase) {
        return switch (phase) {
            case OUT_OF_ATTEMPTS, GIVEN_UP ->
                Optional.of("passed through inside one decision; the laws check that none ends there");
            case OPEN -> Optional.of("a step with steps inside it, no task");
            case LANE_RUNNING, LANE_ENDED -> Optional.of("a lane, no task");
            case UNDOING, UNDOING_LANES -> Optional.of("a step with steps inside it, no task");
            case ROLLING_BACK, ROLLED_BACK -> Optional.of("the run, no task");
            case ASKED, EXPIRED, WAITING, CHILD_RUNS, CHILD_OVER ->
                Optional.of("no task; OutsideCoverageTest sends every command there");
            case NONE,
                    DISPATCHED,
                    AWAITING_RETRY,
                    HELD,
                    CATCHING,
                    COMPLETED,
                    FAILED,
                    FAILED_FOR_GOOD,
                    CANCELED,
                    SKIPPED,
                    UNDONE -> Optional.empty();
        };
    }

    private static Scene scene(Phase phase) {
        return switch (phase) {
            case NONE -> scene(SETTLED, "a", List.of(agent("z"), agent("a")));
            case DISPATCHED -> scene(SETTLED, "a", List.of(agent("a")));
            case AWAITING_RETRY -> scene(SETTLED, "a", List.of(agent("a")), failed(at("a"), TRANSIENT, "E1"));
            case HELD -> scene(ALL, "a", List.of(agent("a")), failed(at("a"), POISON, "E1"));
            case COMPLETED -> scene(SETTLED, "a", List.of(agent("a")), completed(at("a"), "1"));
            case FAILED -> scene(SETTLED, "a", List.of(agent("a")), failed(at("a"), DECLINED, "E1"));
            case CATCHING ->
                scene(SETTLED, "a", List.of(agent("a").caught(agent("c"))), failed(at("a"), DECLINED, "E1"));
            case FAILED_FOR_GOOD ->
                scene(SETTLED, "a", List.of(agent("a").caught(fail("f", "E2"))), failed(at("a"), DECLINED, "E1"));
            case CANCELED ->
                scene(
                        SETTLED,
                        "e/a",
                        List.of(block("e", agent("a")).timeout(Duration.ofSeconds(5))),
                        due(stepDeadline(at("e"))));
            case SKIPPED -> scene(SETTLED, "a", List.of(agent("a").when("false")));
            case UNDONE ->
                scene(
                        SETTLED,
                        "e/a",
                        List.of(block("e", agent("a").undo("b"), fail("f", "E1"))
                                .caught(agent("c"))),
                        completed(at("e/a"), "1"),
                        completed(at("e/a[undo]/a.undo"), "1"));
            case OUT_OF_ATTEMPTS,
                    GIVEN_UP,
                    OPEN,
                    LANE_RUNNING,
                    LANE_ENDED,
                    UNDOING,
                    UNDOING_LANES,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ASKED,
                    EXPIRED,
                    WAITING,
                    CHILD_RUNS,
                    CHILD_OVER ->
                throw new IllegalArgumentException("Expected a phase that is possible but found " + phase);
        };
    }

    private static Scene scene(Join join, String task, List<Shape> lane, Intent... before) {
        World world = new World(workflow(block(
                        "d", parallel("p", join, branch("t", lane.toArray(Shape[]::new)), branch("u", agent("u"))))
                .timeout(Duration.ofHours(1))));
        started("1").happen(world);
        for (Intent intent : before) {
            intent.happen(world);
        }
        return new Scene(world, at(task));
    }

    private static String at(String step) {
        return "d/p[t]/" + step;
    }

    private static String answer(Phase phase, Command command) {
        return switch (command) {
            case Command.StartRun _ -> NOTHING;
            case Command.RefuseStart _ -> NOTHING;
            case Command.CancelRun _ -> isOpen(phase) ? "a#1 canceled: enough" : "run canceled: enough by tester";
            case Command.PauseRun _ -> "run paused: wait by tester";
            case Command.ResumeRun _ -> "refused ResumeRun MESH-4181";
            case Command.RedirectTask _ -> isOpen(phase) ? "a#2 retried until +24h" : "refused RedirectTask MESH-4183";
            case Command.RedriveTask _ ->
                phase == Phase.HELD ? "a#2 redriven until +24h" : "refused RedriveTask MESH-4115";
            case Command.ReportCompleted _ ->
                reported(phase, "a#1 completed 9", "a#1 late: completed", "ReportCompleted");
            case Command.ReportFailed _ ->
                reported(phase, "a#1 ended TRANSIENT E9, again", "a#1 late: failed E9", "ReportFailed");
            case Command.ReportProgress _ -> reported(phase, "a#1 progressed 0.5 on it", NOTHING, "ReportProgress");
            case Command.ForgedReport _ -> "refused ForgedReport MESH-4120";
            case Command.DecideApproval _ -> "refused DecideApproval MESH-8007";
            case Command.SignalRun _ -> "signal 1 kept: paid 5";
            case Command.AnnounceEvent _, Command.ChildRunEnded _ -> NOTHING;
            case Command.TimerDue due -> answer(phase, due.timer());
        };
    }

    private static boolean isOpen(Phase phase) {
        return EnumSet.of(Phase.DISPATCHED, Phase.AWAITING_RETRY, Phase.HELD).contains(phase);
    }

    /** What a report on the last attempt does; a worker that has spoken already is not heard again. */
    private static String reported(Phase phase, String current, String late, String command) {
        return switch (phase) {
            case DISPATCHED -> current;
            case CANCELED -> late;
            case AWAITING_RETRY, HELD, COMPLETED, FAILED, CATCHING, FAILED_FOR_GOOD, UNDONE -> NOTHING;
            case NONE, SKIPPED -> "refused " + command + " MESH-4119";
            case OUT_OF_ATTEMPTS,
                    GIVEN_UP,
                    OPEN,
                    LANE_RUNNING,
                    LANE_ENDED,
                    UNDOING,
                    UNDOING_LANES,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ASKED,
                    EXPIRED,
                    WAITING,
                    CHILD_RUNS,
                    CHILD_OVER -> impossible(phase).orElseThrow();
        };
    }

    private static String answer(Phase phase, Timer timer) {
        return switch (timer) {
            case Timer.RunDeadline() ->
                isOpen(phase) ? "a#1 canceled: the run failed" : "run failed at the run: MESH-4118";
            case Timer.StepDeadline(StepPath _) ->
                isOpen(phase) ? "a#1 canceled: the time of \"d\" is over" : "d failed MESH-4102";
            case Timer.TurnsDue() -> NOTHING;
            case Timer.AttemptDeadline(StepPath _, int _) ->
                phase == Phase.DISPATCHED ? "a#1 ended TIMEOUT MESH-4102, again" : NOTHING;
            case Timer.RetryDue(StepPath _, int _) ->
                phase == Phase.AWAITING_RETRY ? "a#2 retried until +24h" : NOTHING;
            case Timer.PendingDue _, Timer.ReminderDue _ -> NOTHING;
        };
    }

    @TestFactory
    Stream<DynamicTest> every_command_in_every_status_of_a_run() {
        return Stream.concat(
                        Stream.of(Optional.<RunStatus>empty()),
                        Arrays.stream(RunStatus.values()).map(Optional::of))
                .flatMap(status -> commands(World.START, "a").stream()
                        .map(command -> dynamicTest(
                                status.map(RunStatus::name).orElse("no run") + " x " + name(command), () -> {
                                    World world = run(status);
                                    world.pass(LATER);
                                    Command there = like(command, new Scene(world, "a"));
                                    List<String> events = world.send(there).events().stream()
                                            .map(Notation::of)
                                            .toList();
                                    check(events, answer(status, there));
                                })));
    }

    private static World run(Optional<RunStatus> status) {
        World world = new World(workflow(agent("a")));
        if (status.isEmpty()) {
            return world;
        }
        switch (status.get()) {
            case RUNNING -> started("1").happen(world);
            case COMPLETED -> {
                started("1").happen(world);
                completed("a", "2").happen(world);
            }
            case FAILED -> {
                started("1").happen(world);
                due(runDeadline()).happen(world);
            }
            case CANCELED -> {
                started("1").happen(world);
                canceled("before").happen(world);
            }
            case REJECTED -> refused("flow", "TEST-0002").happen(world);
        }
        return world;
    }

    private static String answer(Optional<RunStatus> status, Command command) {
        boolean never = status.isEmpty() || status.get() == RunStatus.REJECTED;
        boolean running = status.equals(Optional.of(RunStatus.RUNNING));
        boolean heard = status.equals(Optional.of(RunStatus.COMPLETED));
        return switch (command) {
            case Command.StartRun _ -> never ? "run started 1 until +72h" : NOTHING;
            case Command.RefuseStart _ -> never ? "run rejected TEST-0009" : NOTHING;
            case Command.CancelRun _ -> {
                if (running) {
                    yield "run canceled: enough by tester";
                }
                yield status.equals(Optional.of(RunStatus.CANCELED)) ? NOTHING : "refused CancelRun MESH-4109";
            }
            case Command.PauseRun _ -> running ? "run paused: wait by tester" : "refused PauseRun MESH-4109";
            case Command.ResumeRun _ -> "refused ResumeRun " + (running ? "MESH-4181" : "MESH-4109");
            case Command.RedirectTask _ -> running ? "a#2 retried until +24h" : "refused RedirectTask MESH-4183";
            case Command.RedriveTask _ -> "refused RedriveTask MESH-4115";
            case Command.ReportCompleted _ ->
                report(never, running, heard, "run completed 9", "a#1 late: completed", "ReportCompleted");
            case Command.ReportFailed _ ->
                report(never, running, heard, "a#1 ended TRANSIENT E9, again", "a#1 late: failed E9", "ReportFailed");
            case Command.ReportProgress _ ->
                report(never, running, heard, "a#1 progressed 0.5 on it", NOTHING, "ReportProgress");
            case Command.ForgedReport _ -> "refused ForgedReport MESH-4120";
            case Command.DecideApproval _ -> "refused DecideApproval MESH-8007";
            case Command.SignalRun _ -> running ? "signal 1 kept: paid 5" : "refused SignalRun MESH-4109";
            case Command.AnnounceEvent _, Command.ChildRunEnded _ -> NOTHING;
            case Command.TimerDue(Instant _, Timer timer) -> running ? answer(timer) : NOTHING;
        };
    }

    private static String report(
            boolean never, boolean running, boolean heard, String current, String late, String command) {
        if (never) {
            return "refused " + command + " MESH-4119";
        }
        if (running) {
            return current;
        }
        return heard ? NOTHING : late;
    }

    private static String answer(Timer timer) {
        return switch (timer) {
            case Timer.RunDeadline() -> "run failed at the run: MESH-4118";
            case Timer.StepDeadline(StepPath _),
                    Timer.RetryDue(StepPath _, int _),
                    Timer.TurnsDue(),
                    Timer.PendingDue(StepPath _),
                    Timer.ReminderDue(StepPath _, int _) -> NOTHING;
            case Timer.AttemptDeadline(StepPath _, int _) -> "a#1 ended TIMEOUT MESH-4102, again";
        };
    }

    private static void check(List<String> events, String answer) {
        if (answer.equals(NOTHING)) {
            assertThat(events).isEmpty();
        } else {
            assertThat(events).contains(answer);
        }
    }

    /** One command of each kind, and one timer of each kind. */
    static List<Command> commands(Instant at, String task) {
        StepPath path = new StepPath(task);
        Failure failure = new Failure(FailureKind.TRANSIENT, "E9", "E9 happened");
        List<Command> commands = new ArrayList<>(List.of(
                new Command.StartRun(at, Payload.json("1"), Optional.empty(), Optional.empty(), "tester"),
                new Command.RefuseStart(at, "flow", new Failure(FailureKind.WORKFLOW, "TEST-0009", "no")),
                new Command.CancelRun(at, "enough", "tester"),
                new Command.PauseRun(at, "wait", "tester"),
                new Command.ResumeRun(at, "go", "tester"),
                new Command.RedirectTask(at, path, "m2", Optional.empty(), "better there", "tester"),
                new Command.RedriveTask(at, path, Optional.empty(), "mended", "tester"),
                new Command.ReportCompleted(at, path, 1, Payload.json("9"), List.of(), "worker", Duration.ZERO),
                new Command.ReportFailed(at, path, 1, failure, List.of(), "worker"),
                new Command.ReportProgress(at, path, 1, 0.5, "on it", "worker"),
                new Command.ForgedReport(at, path, 1, "mallory"),
                new Command.DecideApproval(at, path, "yes", Optional.empty(), "", "ana", List.of("editor"), SHOWN),
                new Command.SignalRun(at, new Signal("paid", Payload.json("5"), "", "tester")),
                new Command.AnnounceEvent(at, new Signal("paid", Payload.json("5"), "", "tester")),
                new Command.ChildRunEnded(
                        at,
                        path,
                        ChildRunId.of(World.RUN, path),
                        RunStatus.COMPLETED,
                        Optional.of(Payload.json("9")),
                        Optional.empty())));
        for (Timer timer : List.of(
                new Timer.RunDeadline(),
                new Timer.StepDeadline(new StepPath("d")),
                new Timer.AttemptDeadline(path, 1),
                new Timer.RetryDue(path, 2),
                new Timer.TurnsDue(),
                new Timer.PendingDue(path),
                new Timer.ReminderDue(path, 1))) {
            commands.add(new Command.TimerDue(at, timer));
        }
        return commands;
    }

    /** The same command, at the scene's time and to the scene's task. */
    private static Command like(Command command, Scene scene) {
        return commands(scene.world().now(), scene.path()).stream()
                .filter(other -> name(other).equals(name(command)))
                .findFirst()
                .orElseThrow();
    }

    static String name(Command command) {
        return command instanceof Command.TimerDue(Instant _, Timer timer)
                ? command.name() + " " + timer.getClass().getSimpleName()
                : command.name();
    }

    @Test
    void the_commands_above_are_all_there_are() {
        Set<Class<?>> sent =
                commands(World.START, "a").stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sent).isEqualTo(leaves(Command.class).collect(Collectors.toSet()));
        Set<Class<?>> timers = commands(World.START, "a").stream()
                .filter(Command.TimerDue.class::isInstance)
                .map(command -> ((Command.TimerDue) command).timer().getClass())
                .collect(Collectors.toSet());
        assertThat(timers).isEqualTo(leaves(Timer.class).collect(Collectors.toSet()));
    }

    @Test
    void the_phases_of_the_cells_are_phases_of_the_table() {
        Set<String> table = Arrays.stream(Phase.values()).map(Phase::name).collect(Collectors.toSet());
        assertThat(table)
                .containsAll(
                        Arrays.stream(TaskPhase.values()).map(TaskPhase::name).toList());
    }

    @Test
    void every_phase_is_entered_and_left_somewhere_in_the_table_or_is_an_end() {
        Set<Phase> entered = rows().map(TransitionTable.Row::to).collect(Collectors.toSet());
        Set<Phase> left = rows().filter(row -> row.from() != row.to())
                .map(TransitionTable.Row::from)
                .collect(Collectors.toSet());
        assertThat(entered).isEqualTo(EnumSet.complementOf(EnumSet.of(Phase.NONE)));
        assertThat(left)
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        Phase.UNDONE,
                        Phase.FAILED_FOR_GOOD,
                        Phase.CANCELED,
                        Phase.SKIPPED,
                        Phase.LANE_ENDED,
                        Phase.ROLLED_BACK)));
    }

    private static Stream<TransitionTable.Row> rows() {
        return TransitionTable.rows().stream();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TransitionCoverageTest::leaves)
                : Stream.of(type);
    }
}
