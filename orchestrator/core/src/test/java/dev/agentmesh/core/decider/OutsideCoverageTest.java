package dev.agentmesh.core.decider;

import static dev.agentmesh.core.decider.TransitionCoverageTest.commands;
import static dev.agentmesh.core.decider.TransitionCoverageTest.name;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Steps.SETTLED;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.await;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.child;
import static dev.agentmesh.core.spec.Steps.human;
import static dev.agentmesh.core.spec.Steps.parallel;
import static dev.agentmesh.core.spec.Steps.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.Notation;
import dev.agentmesh.core.spec.Steps.Shape;
import dev.agentmesh.core.spec.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command to a step that waits for the world outside; answers are switches without a default, as for tasks. */
class OutsideCoverageTest {
    private static final String NOTHING = "nothing";
    private static final String PATH = "d/p[t]/a";
    private static final Duration LATER = Duration.ofDays(2);

    /** What a step can wait for outside; {@code EXPIRED} and {@code CHILD_OVER} of the table are passed through. */
    private enum Place {
        ASKED,
        WAITING,
        CHILD_RUNS
    }

    @TestFactory
    Stream<DynamicTest> every_command_to_every_step_that_waits_outside() {
        return Arrays.stream(Place.values())
                .flatMap(place -> commands(World.START, PATH).stream()
                        .map(command -> dynamicTest(place + " x " + name(command), () -> {
                            World world = scene(place);
                            world.pass(LATER);
                            Command there = commands(world.now(), PATH).stream()
                                    .filter(other -> name(other).equals(name(command)))
                                    .findFirst()
                                    .orElseThrow();
                            List<String> events = world.send(there).events().stream()
                                    .map(Notation::of)
                                    .map(line -> line.replace(PATH, "a"))
                                    .toList();
                            String answer = answer(place, there);
                            if (answer.equals(NOTHING)) {
                                assertThat(events).isEmpty();
                            } else {
                                assertThat(events).anyMatch(event -> event.startsWith(answer));
                            }
                        })));
    }

    private static World scene(Place place) {
        Shape step = switch (place) {
            case ASKED -> human("a", Duration.ofDays(1), new Overdue.Fail());
            case WAITING -> await("a", "paid");
            case CHILD_RUNS -> child("a", "other").timeout(Duration.ofDays(1));
        };
        World world = new World(workflow(block("d", parallel("p", SETTLED, branch("t", step), branch("u", agent("u"))))
                .timeout(Duration.ofHours(1))));
        started("1").happen(world);
        return world;
    }

    private static String answer(Place place, Command command) {
        return switch (command) {
            case Command.StartRun _, Command.RefuseStart _ -> NOTHING;
            case Command.CancelRun _ -> "a canceled: enough";
            case Command.PauseRun _ -> "run paused: wait by tester";
            case Command.ResumeRun _ -> "refused ResumeRun MESH-4181";
            case Command.RedirectTask _ -> "refused RedirectTask MESH-4183";
            case Command.RedriveTask _ -> "refused RedriveTask MESH-4115";
            case Command.ReportCompleted _ -> "refused ReportCompleted MESH-4119";
            case Command.ReportFailed _ -> "refused ReportFailed MESH-4119";
            case Command.ReportProgress _ -> "refused ReportProgress MESH-4119";
            case Command.ForgedReport _ -> "refused ForgedReport MESH-4120";
            case Command.DecideApproval _ ->
                place == Place.ASKED ? "refused DecideApproval MESH-8003" : "refused DecideApproval MESH-8007";
            case Command.SignalRun _ -> place == Place.WAITING ? "a received paid 5" : "signal 1 kept: paid 5";
            case Command.AnnounceEvent _ -> place == Place.WAITING ? "a received paid 5" : NOTHING;
            case Command.ChildRunEnded _ -> place == Place.CHILD_RUNS ? "a completed with 9" : NOTHING;
            case Command.TimerDue due -> answer(place, due.timer());
        };
    }

    private static String answer(Place place, Timer timer) {
        return switch (timer) {
            case Timer.RunDeadline() -> "a canceled: the run failed";
            case Timer.StepDeadline _ -> "a canceled: the time of \"d\" is over";
            case Timer.PendingDue _ ->
                switch (place) {
                    case ASKED -> "a failed MESH-8003";
                    case WAITING -> NOTHING;
                    case CHILD_RUNS -> "a failed MESH-4102";
                };
            case Timer.AttemptDeadline _, Timer.RetryDue _, Timer.TurnsDue _, Timer.ReminderDue _ -> NOTHING;
        };
    }
}
