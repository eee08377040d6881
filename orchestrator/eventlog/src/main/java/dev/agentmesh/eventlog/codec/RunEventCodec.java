package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.schema.CommandRejected;
import dev.agentmesh.schema.PutOff;
import dev.agentmesh.schema.RunCanceled;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.RunFailed;
import dev.agentmesh.schema.RunPaused;
import dev.agentmesh.schema.RunRejected;
import dev.agentmesh.schema.RunResumed;
import dev.agentmesh.schema.RunStarted;
import dev.agentmesh.schema.TurnHeld;
import dev.agentmesh.schema.TurnsPutOff;
import dev.agentmesh.schema.TurnsTakenUp;
import java.time.Instant;
import java.util.Optional;

/** Events of the run as a whole. */
final class RunEventCodec {
    private RunEventCodec() {}

    static Object toAvro(Event.RunEvent event) {
        return switch (event) {
            case Event.RunStarted e ->
                new RunStarted(
                        e.workflow().name(),
                        e.workflow().version(),
                        e.workflow().hash(),
                        e.title(),
                        ValueCodec.toAvro(e.input()),
                        ValueCodec.millis(e.deadline()),
                        e.by(),
                        e.parent().map(OutsideEventCodec::toAvro).orElse(null));
            case Event.RunRejected e -> new RunRejected(e.workflow(), ValueCodec.toAvro(e.failure()));
            case Event.RunCompleted e -> new RunCompleted(ValueCodec.toAvro(e.output()));
            case Event.RunFailed e -> failed(e.path(), e.failure(), e.rollback());
            case Event.RunCanceled e -> canceled(e.reason(), e.by(), e.rollback());
            case Event.CommandRejected e -> new CommandRejected(e.command(), ValueCodec.toAvro(e.failure()));
            case Event.TurnsPutOff e ->
                new TurnsPutOff(e.turns().stream().map(RunEventCodec::toAvro).toList(), ValueCodec.millis(e.due()));
            case Event.TurnsTakenUp _ -> new TurnsTakenUp();
            case Event.RunPaused e -> new RunPaused(e.reason(), e.by());
            case Event.RunResumed e -> new RunResumed(e.reason(), e.by());
            case Event.TurnHeld e -> new TurnHeld(toAvro(e.turn()));
        };
    }

    static RunFailed failed(StepPath path, Failure failure, Rollback rollback) {
        return new RunFailed(path.text(), ValueCodec.toAvro(failure), rollback.undone(), rollback.failed());
    }

    static RunCanceled canceled(String reason, String by, Rollback rollback) {
        return new RunCanceled(reason, by, rollback.undone(), rollback.failed());
    }

    static Event fromAvro(RunStarted e) {
        Instant deadline = e.getDeadline();
        if (deadline == null) {
            throw new IllegalArgumentException("RunStarted has no deadline");
        }
        return new Event.RunStarted(
                new WorkflowRef(e.getWorkflow(), e.getVersion(), e.getHash()),
                e.getTitle(),
                ValueCodec.fromAvro(e.getInput()),
                deadline,
                e.getBy(),
                Optional.ofNullable(e.getParent()).map(OutsideEventCodec::fromAvro));
    }

    static Event fromAvro(RunRejected e) {
        return new Event.RunRejected(e.getWorkflow(), ValueCodec.fromAvro(e.getFailure()));
    }

    static Event.RunCompleted fromAvro(RunCompleted e) {
        return new Event.RunCompleted(ValueCodec.fromAvro(e.getOutput()));
    }

    static Event.RunFailed fromAvro(RunFailed e) {
        return new Event.RunFailed(
                ValueCodec.pathOrRun(e.getStepPath()),
                ValueCodec.fromAvro(e.getFailure()),
                new Rollback(e.getUndone(), e.getUndoFailed()));
    }

    static Event.RunCanceled fromAvro(RunCanceled e) {
        return new Event.RunCanceled(e.getReason(), e.getBy(), new Rollback(e.getUndone(), e.getUndoFailed()));
    }

    static Event fromAvro(CommandRejected e) {
        return new Event.CommandRejected(e.getCommand(), ValueCodec.fromAvro(e.getFailure()));
    }

    private static PutOff toAvro(Turn turn) {
        String path = turn.path().text();
        return switch (turn) {
            case Turn.BeginStep _ -> new PutOff("begin", path);
            case Turn.EndEmptyFrame _ -> new PutOff("empty", path);
            case Turn.UndoNext _ -> new PutOff("undo", path);
            case Turn.GoOn _ -> new PutOff("on", path);
        };
    }

    static Event fromAvro(TurnsPutOff e) {
        return new Event.TurnsPutOff(
                e.getTurns().stream().map(RunEventCodec::turn).toList(), e.getDue());
    }

    static Event fromAvro(RunPaused e) {
        return new Event.RunPaused(e.getReason(), e.getBy());
    }

    static Event fromAvro(RunResumed e) {
        return new Event.RunResumed(e.getReason(), e.getBy());
    }

    static Event fromAvro(TurnHeld e) {
        return new Event.TurnHeld(turn(e.getTurn()));
    }

    private static Turn turn(PutOff turn) {
        StepPath path = ValueCodec.pathOrRun(turn.getStepPath());
        return switch (turn.getKind()) {
            case "begin" -> new Turn.BeginStep(path);
            case "empty" -> new Turn.EndEmptyFrame(path);
            case "undo" -> new Turn.UndoNext(path);
            case "on" -> new Turn.GoOn(path);
            default ->
                throw new IllegalArgumentException("turn \"" + turn.getKind() + "\" is none of begin, empty, undo, on");
        };
    }
}
