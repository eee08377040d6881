package dev.agentmesh.core.decider;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.ScopeCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a command. Pure and deterministic: the same definition, state and command give the same decision on
 * every machine. Safe for use by several threads.
 */
public final class Decider {
    /** The largest payload in bytes that travels inside a record. */
    public static final int MAX_PAYLOAD = Payload.MAX_BYTES;

    /** After how many events a decision leaves the rest to a timer. */
    public static final int SLICE = 2_000;

    private final Expressions expressions;
    private final Surroundings surroundings;
    private final int slice;

    /** A decider in a world where all is there and everything fits. */
    public Decider(Expressions expressions) {
        this(expressions, Surroundings.WILLING);
    }

    public Decider(Expressions expressions, Surroundings surroundings) {
        this(expressions, surroundings, SLICE);
    }

    /** @param slice after how many events a decision leaves the rest to a timer, at least 1 */
    public Decider(Expressions expressions, Surroundings surroundings, int slice) {
        this.expressions = expressions;
        this.surroundings = surroundings;
        this.slice = slice;
    }

    /**
     * Decides a command for a run of {@code outline}'s definition.
     *
     * @param outline for a start the definition to start, otherwise the one the run is pinned to
     */
    public Decision decide(Outline outline, RunView view, Command command) {
        Draft draft = new Draft(view, command.at());
        Flow flow = new Flow(draft, outline, expressions, surroundings, slice);
        switch (command) {
            case Command.StartRun start -> start(draft, flow, outline, start);
            case Command.RefuseStart refused -> refuse(draft, refused);
            case Command.CancelRun cancel -> cancel(draft, flow, cancel);
            case Command.PauseRun pause -> new Helm(draft, flow).pause(pause);
            case Command.ResumeRun resume -> new Helm(draft, flow).resume(resume);
            case Command.RedirectTask redirect -> new Redirecting(draft, flow, outline).redirect(redirect);
            case Command.RedriveTask redrive -> new TaskLife(draft, flow, outline).redrive(redrive);
            case Command.AttemptReport report -> new TaskLife(draft, flow, outline).report(report);
            case Command.DecideApproval answer -> new ApprovalLife(draft, flow, outline).decide(answer);
            case Command.SignalRun signal -> new OutsideLife(draft, flow, outline).signal(signal);
            case Command.AnnounceEvent event -> new OutsideLife(draft, flow, outline).announced(event);
            case Command.ChildRunEnded ended -> new OutsideLife(draft, flow, outline).childEnded(ended);
            case Command.TimerDue due -> timer(draft, flow, outline, due);
        }
        flow.run();
        return prioritised(draft.decision(), outline);
    }

    /** How urgent a task is stands in the definition and in no event: it changes what is sent, not what has happened. */
    private static Decision prioritised(Decision decision, Outline outline) {
        if (!outline.prioritises()) {
            return decision;
        }
        List<Effect> effects = decision.effects().stream()
                .map(effect -> effect instanceof Effect.DispatchTask task
                        ? task.withPriority(outline.priority(task.path()))
                        : effect)
                .toList();
        return new Decision(decision.events(), decision.changes(), effects);
    }

    /** Decides a start that cannot be, for want of a definition to give to {@code decide}. */
    public Decision refuse(RunView view, Command.RefuseStart command) {
        Draft draft = new Draft(view, command.at());
        refuse(draft, command);
        return draft.decision();
    }

    private static void refuse(Draft draft, Command.RefuseStart command) {
        Optional<RunCell> existing = run(draft);
        if (existing.isEmpty()) {
            draft.emit(new Event.RunRejected(command.workflow(), command.failure()));
            tell(draft, command.parent(), command.failure());
        } else if (!existing.get().workflow().name().equals(command.workflow())) {
            draft.emit(new Event.CommandRejected(command.name(), command.failure()));
            tell(draft, command.parent(), command.failure());
        }
    }

    /** A parent that waits for a run which is not to be must not wait for ever. */
    private static void tell(Draft draft, Optional<ParentLink> parent, Failure failure) {
        parent.ifPresent(link -> draft.emit(new OutsideEvent.ChildRefused(link, failure)));
    }

    private void start(Draft draft, Flow flow, Outline outline, Command.StartRun start) {
        Optional<RunCell> existing = run(draft);
        if (existing.isPresent()) {
            if (!sameStart(draft, existing.get(), outline, start)) {
                String taken = "Run id " + draft.runId() + " is taken by a run of "
                        + existing.get().workflow() + " with other content; choose another id";
                reject(draft, start, "MESH-4114", taken);
                tell(draft, parent(start), new Failure(FailureKind.WORKFLOW, "MESH-4114", taken));
            }
            return;
        }
        if (start.input().size() > MAX_PAYLOAD) {
            Failure large = tooLarge("input", start.input());
            draft.emit(new Event.RunRejected(outline.workflow().ref().name(), large));
            tell(draft, parent(start), large);
            return;
        }
        Duration limit = start.timeLimit().orElse(outline.workflow().timeLimit());
        String given = start.title().orElse(outline.workflow().ref().name());
        draft.emit(new Event.RunStarted(
                outline.workflow().ref(),
                start.title().isPresent() ? given : title(outline, draft, start, given),
                start.input(),
                start.parentage()
                        .map(Command.Parentage::deadline)
                        .filter(start.at().plus(limit)::isAfter)
                        .orElse(start.at().plus(limit)),
                start.by(),
                parent(start)));
        flow.begin(StepPath.ROOT);
    }

    /** The title shows what the run is about; a template that cannot be evaluated is no reason not to run. */
    private String title(Outline outline, Draft draft, Command.StartRun start, String otherwise) {
        if (outline.workflow().title().isEmpty()) {
            return otherwise;
        }
        try {
            Payload title = expressions.render(
                    outline.workflow().title().get(),
                    new StartNames(draft.runId(), start.input(), outline, start.at()));
            String text = JsonText.plain(title);
            return text.length() <= 200 ? text : cut(text, 199) + "…";
        } catch (EvaluationFailed | ValueTooLarge _) {
            return otherwise;
        }
    }

    /** Never in the middle of a character. */
    private static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static Optional<ParentLink> parent(Command.StartRun start) {
        return start.parentage().map(Command.Parentage::parent);
    }

    private static boolean sameStart(Draft draft, RunCell run, Outline outline, Command.StartRun start) {
        Payload input = ((Cell.InputCell) draft.get(CellKey.INPUT).orElseThrow()).input();
        Optional<ParentLink> parent = draft.get(CellKey.PARENT).map(cell -> ((Cell.ParentCell) cell).parent());
        return run.workflow().name().equals(outline.workflow().ref().name())
                && input.equals(start.input())
                && parent.equals(parent(start));
    }

    private static void cancel(Draft draft, Flow flow, Command.CancelRun cancel) {
        Optional<Cell.UndoingCell> undoing = flow.undoing().find(StepPath.ROOT);
        if (undoing.isPresent()) {
            if (!(undoing.get().cause() instanceof UndoCause.Canceled)) {
                reject(
                        draft,
                        cancel,
                        "MESH-4160",
                        "Run " + draft.runId() + " is ending already: "
                                + undoing.get().ended() + " of " + undoing.get().steps()
                                + " finished steps are undone");
            }
        } else if (running(draft)) {
            flow.cancelRun(cancel.reason(), cancel.by());
        } else if (status(draft) != RunStatus.CANCELED) {
            reject(draft, cancel, "MESH-4109", "Run " + draft.runId() + " has ended already: " + status(draft));
        }
    }

    private static void timer(Draft draft, Flow flow, Outline outline, Command.TimerDue due) {
        if (!running(draft)) {
            return;
        }
        switch (due.timer()) {
            case Timer.RunDeadline() -> {
                RunCell run = run(draft).orElseThrow();
                boolean ending = flow.undoing().find(StepPath.ROOT).isPresent();
                if (!ending && !due.at().isBefore(run.deadline())) {
                    flow.failRun(
                            StepPath.ROOT,
                            new Failure(
                                    FailureKind.TIMEOUT,
                                    "MESH-4118",
                                    "The run did not end within " + Duration.between(run.startedAt(), run.deadline())));
                }
            }
            case Timer.StepDeadline(StepPath path) -> stepDeadline(draft, flow, path, due);
            case Timer.TurnsDue() -> flow.agenda().takeUp();
            case Timer.AttemptDeadline(StepPath path, int attempt) ->
                new TaskLife(draft, flow, outline).timedOut(path, attempt);
            case Timer.RetryDue(StepPath path, int attempt) -> new TaskLife(draft, flow, outline).retry(path, attempt);
            case Timer.PendingDue(StepPath path) -> new OutsideLife(draft, flow, outline).due(path);
            case Timer.ReminderDue(StepPath path, int number) ->
                new ApprovalLife(draft, flow, outline).remind(path, number);
        }
    }

    private static void stepDeadline(Draft draft, Flow flow, StepPath path, Command.TimerDue due) {
        Optional<java.time.Instant> deadline =
                draft.get(CellKey.scope(path)).flatMap(cell -> ((ScopeCell) cell).deadline());
        if (deadline.isPresent() && !due.at().isBefore(deadline.get())) {
            flow.cancelInside(path, "the time of \"" + path + "\" is over");
            flow.fail(
                    path,
                    path,
                    new Failure(
                            FailureKind.TIMEOUT, "MESH-4102", "Step \"" + path + "\" did not end within its timeout"));
        }
    }

    static Failure tooLarge(String what, Payload value) {
        return new Failure(
                FailureKind.WORKFLOW,
                "MESH-5003",
                "The " + what + " has " + value.size() + " bytes, the limit is " + MAX_PAYLOAD
                        + "; pass a reference to the data instead");
    }

    static void reject(Draft draft, Command command, String code, String message) {
        draft.emit(new Event.CommandRejected(command.name(), new Failure(FailureKind.WORKFLOW, code, message)));
    }

    static boolean running(Draft draft) {
        return status(draft) == RunStatus.RUNNING;
    }

    private static RunStatus status(Draft draft) {
        return run(draft).map(RunCell::status).orElse(RunStatus.REJECTED);
    }

    private static Optional<RunCell> run(Draft draft) {
        return draft.get(CellKey.RUN).map(RunCell.class::cast);
    }
}
