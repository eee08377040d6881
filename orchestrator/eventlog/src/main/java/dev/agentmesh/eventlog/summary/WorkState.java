package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * What has been done in a run, what is being done, what each agent found, which decisions were made, and what stands on the blackboard:
 * without reading the log. Feed it the events in order. For one thread.
 */
public final class WorkState {
    private Optional<Payload> request = Optional.empty();
    private int retries;
    private final SequencedSet<StepPath> inProgress = new LinkedHashSet<>();
    private final SequencedSet<StepPath> completed = new LinkedHashSet<>();
    private final Map<StepPath, String> agents = new LinkedHashMap<>();
    private final SequencedMap<String, List<Finding>> findings = new TreeMap<>();
    private final SequencedMap<String, List<Issue>> issues = new TreeMap<>();
    private final List<Choice> decisions = new ArrayList<>();
    private final Map<String, SequencedMap<String, List<BoardChange>>> board = new TreeMap<>();

    /** What an agent gave. */
    public record Finding(StepPath step, Instant at, Payload output) {}

    /** Something that went wrong for an agent. */
    public record Issue(StepPath step, Instant at, Failure failure) {}

    /** Something that was decided, by rule or by a person, in words. */
    public record Choice(StepPath step, Instant at, String text) {}

    public void accept(LoggedEvent logged) {
        switch (logged.event()) {
            case Event.RunEvent event -> run(event, logged.at());
            case Event.TaskEvent event -> task(event, logged.at());
            case Event.StepEvent event -> step(event, logged.at());
            case OutsideEvent event -> outside(event, logged.at());
        }
    }

    private void run(Event.RunEvent event, Instant at) {
        switch (event) {
            case Event.RunStarted e -> request = Optional.of(e.input());
            case Event.CommandRejected e ->
                decide(
                        StepPath.ROOT,
                        at,
                        e.command() + " refused: " + e.failure().message());
            case Event.RunRejected _, Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> {}
            case Event.RunPaused e -> decide(StepPath.ROOT, at, Why.said("paused", e.by(), e.reason()));
            case Event.RunResumed e -> decide(StepPath.ROOT, at, Why.said("resumed", e.by(), e.reason()));
            case Event.TurnsPutOff _, Event.TurnsTakenUp _, Event.TurnHeld _ -> {}
        }
    }

    private void task(Event.TaskEvent event, Instant at) {
        switch (event) {
            case Event.TaskDispatched e -> {
                agents.put(e.path(), e.agent());
                inProgress.add(e.path());
            }
            case Event.TaskCompleted e -> {
                inProgress.remove(e.path());
                completed.add(e.path());
                findings.computeIfAbsent(agents.getOrDefault(e.path(), ""), _ -> new ArrayList<>())
                        .add(new Finding(e.path(), at, e.output()));
            }
            case Event.TaskFailed e -> inProgress.remove(e.path());
            case Event.TaskCanceled e -> inProgress.remove(e.path());
            case Event.TaskReassigned e -> {
                decide(e.path(), at, "handed to " + e.agent() + ": " + agents.get(e.path()) + " is out of attempts");
                agents.put(e.path(), e.agent());
                retries++;
            }
            case Event.TaskRedirected e -> {
                decide(e.path(), at, Why.said("given to " + e.agent(), e.by(), e.reason()));
                agents.put(e.path(), e.agent());
            }
            case Event.TaskRedriven e -> {
                decide(e.path(), at, "redriven by " + e.by() + ": " + e.reason());
                retries++;
            }
            case Event.TaskDeadLettered e ->
                decide(e.path(), at, "given up: " + e.failure().message());
            case Event.BoardWritten e -> e.changes().forEach(this::write);
            case Event.AttemptEnded e ->
                issues.computeIfAbsent(agents.getOrDefault(e.path(), ""), _ -> new ArrayList<>())
                        .add(new Issue(e.path(), at, e.failure()));
            case Event.TaskRetried _ -> retries++;
            case Event.TaskProgressed _, Event.LateResultIgnored _ -> {}
        }
    }

    private void write(BoardChange change) {
        List<BoardChange> stands = board.computeIfAbsent(change.section(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(change.key(), _ -> new ArrayList<>());
        if (change.mode() != BoardWrite.Mode.APPEND) {
            stands.clear();
        }
        stands.add(change);
    }

    private void step(Event.StepEvent event, Instant at) {
        switch (event) {
            case Event.StepCompleted e -> completed.add(e.path());
            case Event.VariablesSet e -> completed.add(e.path());
            case Event.StepSkipped e -> decide(e.path(), at, "skipped");
            case Event.StepNoted e ->
                decide(e.path(), at, e.note() + " " + e.details().text());
            case Event.ScopeOpened e -> {
                if (e.scope() instanceof Scope.SwitchScope(int chosen)) {
                    decide(e.path(), at, chosen < 0 ? "no case holds" : "case " + chosen + " holds");
                } else if (e.scope() instanceof Scope.CatchScope(int clause, var failure)) {
                    decide(e.path(), at, "catch " + clause + " takes " + failure.code());
                }
            }
            case Event.UndoStarted e -> decide(e.path(), at, "what was done is taken back");
            case Event.StepUndone e ->
                decide(
                        e.path(),
                        at,
                        e.failure()
                                .map(failure -> "not taken back: " + failure.message())
                                .orElse("taken back"));
            case Event.UndoArmed _, Event.UndoEnded _, Event.ItemsAdded _ -> {}
            case Event.StepFailed _,
                    Event.StepCanceled _,
                    Event.LaneStarted _,
                    Event.LaneEnded _,
                    Event.StateSet _ -> {}
        }
    }

    private void outside(OutsideEvent event, Instant at) {
        switch (event) {
            case OutsideEvent.ApprovalAnswered e ->
                decide(e.path(), at, e.answer().by() + " chose " + e.answer().choice());
            case OutsideEvent.ApprovalEscalated e -> decide(e.path(), at, "escalated to " + e.to());
            case OutsideEvent.ApprovalExpired e -> decide(e.path(), at, "nobody answered in time");
            case OutsideEvent.SignalReceived e -> completed.add(e.path());
            case OutsideEvent.SignalTaken e -> completed.add(e.path());
            case OutsideEvent.MessagePublished e -> completed.add(e.path());
            case OutsideEvent.ChildStarted e -> {
                if (e.detached()) {
                    completed.add(e.path());
                }
            }
            case OutsideEvent.ApprovalRequested _,
                    OutsideEvent.ApprovalReminded _,
                    OutsideEvent.WaitStarted _,
                    OutsideEvent.SignalKept _,
                    OutsideEvent.ChildEnded _,
                    OutsideEvent.ChildRefused _ -> {}
        }
    }

    private void decide(StepPath step, Instant at, String text) {
        decisions.add(new Choice(step, at, text));
    }

    /** The original request; empty when the run never began. */
    public Optional<Payload> request() {
        return request;
    }

    /** Tasks that are handed out, pausing or held, in the order they began. */
    public List<StepPath> inProgress() {
        return List.copyOf(inProgress);
    }

    /** Steps that have completed, in the order they did. */
    public List<StepPath> completed() {
        return List.copyOf(completed);
    }

    /** What each agent gave, by agent. */
    public SequencedMap<String, List<Finding>> findings() {
        return Collections.unmodifiableSequencedMap(findings);
    }

    /** What went wrong for each agent, also when a later attempt succeeded, by agent. */
    public SequencedMap<String, List<Issue>> issues() {
        return Collections.unmodifiableSequencedMap(issues);
    }

    /** How many attempts there were beyond the first of each task. */
    public int retries() {
        return retries;
    }

    /** In the order they were made. */
    public List<Choice> decisions() {
        return List.copyOf(decisions);
    }

    /** By section and key: the last change of a value, or all entries of a key that is appended to. */
    public Map<String, SequencedMap<String, List<BoardChange>>> board() {
        return Collections.unmodifiableMap(board);
    }
}
