package dev.agentmesh.cli.fake;

import dev.agentmesh.core.run.Event;
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

/** Events with the parts that no test looks at filled in. */
public final class Happenings {
    private static final Instant LATER = TestShell.NOW.plus(Duration.ofHours(1));

    private Happenings() {}

    public static Event started(String workflow, String title, String input) {
        return new Event.RunStarted(
                new WorkflowRef(workflow, "1", "0".repeat(64)), title, Payload.json(input), LATER, "ana");
    }

    public static Event rejected(String workflow, String code, String message) {
        return new Event.RunRejected(workflow, failure(code, message));
    }

    public static Event completed(String output) {
        return new Event.RunCompleted(Payload.json(output));
    }

    public static Event failed(String step, String code, String message) {
        return new Event.RunFailed(new StepPath(step), failure(code, message));
    }

    public static Event canceled(String reason) {
        return new Event.RunCanceled(reason, "bob");
    }

    public static Event refused(String command, String code, String message) {
        return new Event.CommandRejected(command, failure(code, message));
    }

    public static Event dispatched(String step, String agent, String input) {
        return new Event.TaskDispatched(new StepPath(step), agent, "run", Payload.json(input), "key", LATER);
    }

    public static Event attemptEnded(String step, int attempt, String code, String message) {
        return new Event.AttemptEnded(
                new StepPath(step),
                attempt,
                failure(code, message),
                Optional.of(LATER),
                List.of(new Usage("scripted", 10, 5, 0.25)),
                "worker-1");
    }

    public static Event retried(String step, int attempt) {
        return new Event.TaskRetried(new StepPath(step), attempt, LATER);
    }

    public static Event done(String step, int attempt, String output) {
        return new Event.TaskCompleted(
                new StepPath(step), attempt, Payload.json(output), List.of(), "worker-1", Duration.ofMillis(340));
    }

    public static Event held(String step, int attempt, String letter, String code, String message) {
        return new Event.TaskDeadLettered(new StepPath(step), attempt, letter, failure(code, message), true);
    }

    public static Event redriven(String step, int attempt) {
        return new Event.TaskRedriven(new StepPath(step), attempt, Optional.empty(), LATER, "ana", "");
    }

    private static Failure failure(String code, String message) {
        return new Failure(FailureKind.TRANSIENT, code, message);
    }
}
