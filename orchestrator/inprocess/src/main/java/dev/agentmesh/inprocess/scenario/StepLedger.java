package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.LoggedFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which steps ran, how often and how each ended, read from a run's log and from nothing else. */
final class StepLedger {
    /** One execution of a step, in the order in which they began. */
    static final class Execution {
        private final StepPath path;
        private String status = "running";
        private Optional<Failure> failure = Optional.empty();
        private Optional<Payload> input = Optional.empty();
        private int attempts;

        private Execution(StepPath path) {
            this.path = path;
        }

        StepPath path() {
            return path;
        }

        String status() {
            return status;
        }

        Optional<Failure> failure() {
            return failure;
        }

        /** What its agent was sent last. */
        Optional<Payload> input() {
            return input;
        }

        int attempts() {
            return attempts;
        }
    }

    private final Map<StepPath, Execution> executions = new LinkedHashMap<>();

    static StepLedger of(List<LoggedFact> log) {
        var ledger = new StepLedger();
        log.forEach(fact -> ledger.take(fact.event()));
        return ledger;
    }

    /** The executions of a step by its id, or the one at a path. */
    List<Execution> of(String idOrPath) {
        List<Execution> found = new ArrayList<>();
        for (Execution each : executions.values()) {
            if (each.path().text().equals(idOrPath) || each.path().id().equals(idOrPath)) {
                found.add(each);
            }
        }
        return found;
    }

    /** Every step that began, as often as it did. */
    List<Execution> all() {
        return List.copyOf(executions.values());
    }

    private Execution at(StepPath path) {
        return executions.computeIfAbsent(path, Execution::new);
    }

    private void end(StepPath path, String status, Optional<Failure> failure) {
        Execution execution = at(path);
        execution.status = status;
        execution.failure = failure;
    }

    private void take(Event event) {
        switch (event) {
            case Event.RunEvent _ -> {}
            case Event.TaskEvent task -> task(task);
            case Event.StepEvent step -> step(step);
            case OutsideEvent outside -> outside(outside);
        }
    }

    private void task(Event.TaskEvent event) {
        Execution execution = at(event.path());
        execution.attempts = Math.max(execution.attempts, event.attempt());
        switch (event) {
            case Event.TaskDispatched e -> execution.input = Optional.of(e.input());
            case Event.TaskRedirected e -> at(e.path()).status = "running";
            case Event.TaskRedriven e -> {
                execution.status = "running";
                execution.input = e.input().or(() -> execution.input);
            }
            case Event.TaskCompleted e -> end(e.path(), "completed", Optional.empty());
            case Event.TaskFailed e -> end(e.path(), "failed", Optional.of(e.failure()));
            case Event.TaskCanceled e -> end(e.path(), "canceled", Optional.empty());
            case Event.TaskDeadLettered e -> end(e.path(), e.held() ? "held" : "failed", Optional.of(e.failure()));
            case Event.TaskRetried _,
                    Event.TaskReassigned _,
                    Event.AttemptEnded _,
                    Event.TaskProgressed _,
                    Event.BoardWritten _,
                    Event.LateResultIgnored _ -> {}
        }
    }

    private void outside(OutsideEvent event) {
        StepPath path = event.path();
        switch (event) {
            case OutsideEvent.ApprovalRequested _, OutsideEvent.WaitStarted _ -> at(path);
            case OutsideEvent.ChildStarted e -> {
                at(path).input = Optional.of(e.input());
                if (e.detached()) {
                    end(path, "completed", Optional.empty());
                }
            }
            case OutsideEvent.SignalReceived _, OutsideEvent.SignalTaken _, OutsideEvent.MessagePublished _ ->
                end(path, "completed", Optional.empty());
            case OutsideEvent.ApprovalAnswered _,
                    OutsideEvent.ApprovalReminded _,
                    OutsideEvent.ApprovalEscalated _,
                    OutsideEvent.ApprovalExpired _,
                    OutsideEvent.SignalKept _,
                    OutsideEvent.ChildEnded _,
                    OutsideEvent.ChildRefused _ -> {}
        }
    }

    private void step(Event.StepEvent event) {
        switch (event) {
            case Event.ScopeOpened e -> {
                if (!(e.scope() instanceof Scope.CatchScope)) {
                    at(e.path());
                }
            }
            case Event.StepCompleted e -> end(e.path(), "completed", Optional.empty());
            case Event.VariablesSet e -> end(e.path(), "completed", Optional.empty());
            case Event.StepFailed e -> end(e.path(), "failed", Optional.of(e.failure()));
            case Event.StepSkipped e -> end(e.path(), "skipped", Optional.empty());
            case Event.StepCanceled e -> end(e.path(), "canceled", Optional.empty());
            case Event.LaneStarted _,
                    Event.LaneEnded _,
                    Event.ItemsAdded _,
                    Event.StateSet _,
                    Event.StepNoted _,
                    Event.UndoEvent _ -> {}
        }
    }
}
