package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.schema.RunCanceled;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.RunFailed;
import dev.agentmesh.schema.StepCompleted;
import dev.agentmesh.schema.StepUndone;
import dev.agentmesh.schema.UndoArmed;
import dev.agentmesh.schema.UndoEnded;
import dev.agentmesh.schema.UndoStarted;
import java.util.Optional;

/** Events of taking finished steps back. */
final class UndoEventCodec {
    private UndoEventCodec() {}

    static Object toAvro(Event.UndoEvent event) {
        String path = event.path().text();
        return switch (event) {
            case Event.UndoArmed _ -> new UndoArmed(path);
            case Event.UndoStarted e -> new UndoStarted(path, e.steps(), then(path, e.cause()));
            case Event.StepUndone e ->
                new StepUndone(
                        path,
                        e.scope().text(),
                        e.failure().map(ValueCodec::toAvro).orElse(null));
            case Event.UndoEnded e ->
                new UndoEnded(path, e.rollback().undone(), e.rollback().failed());
        };
    }

    private static Object then(String path, UndoCause cause) {
        return switch (cause) {
            case UndoCause.Failed(StepPath origin, Failure failure) ->
                RunEventCodec.failed(origin, failure, Rollback.NONE);
            case UndoCause.Canceled(String reason, String by) -> RunEventCodec.canceled(reason, by, Rollback.NONE);
            case UndoCause.Joined(var output) -> StepEventCodec.completed(path, output);
            case UndoCause.Finished(Payload result) -> new RunCompleted(ValueCodec.toAvro(result));
        };
    }

    private static UndoCause cause(Object then) {
        return switch (then) {
            case RunFailed e -> {
                Event.RunFailed failed = RunEventCodec.fromAvro(e);
                yield new UndoCause.Failed(failed.path(), failed.failure());
            }
            case RunCanceled e -> new UndoCause.Canceled(e.getReason(), e.getBy());
            case StepCompleted e -> new UndoCause.Joined(StepEventCodec.output(e));
            case RunCompleted e ->
                new UndoCause.Finished(RunEventCodec.fromAvro(e).output());
            default ->
                throw new IllegalArgumentException(
                        "way to go on after undoing " + then.getClass().getSimpleName() + " is not known");
        };
    }

    static Event fromAvro(UndoArmed e) {
        return new Event.UndoArmed(ValueCodec.path(e.getStepPath()));
    }

    static Event fromAvro(UndoStarted e) {
        return new Event.UndoStarted(ValueCodec.pathOrRun(e.getStepPath()), cause(e.getThen()), e.getSteps());
    }

    static Event fromAvro(StepUndone e) {
        return new Event.StepUndone(
                ValueCodec.path(e.getStepPath()),
                ValueCodec.pathOrRun(e.getScope()),
                Optional.ofNullable(e.getFailure()).map(ValueCodec::fromAvro));
    }

    static Event fromAvro(UndoEnded e) {
        return new Event.UndoEnded(
                ValueCodec.pathOrRun(e.getStepPath()), new Rollback(e.getUndone(), e.getUndoFailed()));
    }
}
