package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.schema.CommandRejected;
import dev.agentmesh.schema.RunCanceled;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.RunFailed;
import dev.agentmesh.schema.RunRejected;
import dev.agentmesh.schema.RunStarted;
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
            case Event.RunFailed e -> new RunFailed(e.path().text(), ValueCodec.toAvro(e.failure()));
            case Event.RunCanceled e -> new RunCanceled(e.reason(), e.by());
            case Event.CommandRejected e -> new CommandRejected(e.command(), ValueCodec.toAvro(e.failure()));
        };
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

    static Event fromAvro(RunCompleted e) {
        return new Event.RunCompleted(ValueCodec.fromAvro(e.getOutput()));
    }

    static Event fromAvro(RunFailed e) {
        StepPath path = e.getStepPath().isEmpty() ? StepPath.ROOT : ValueCodec.path(e.getStepPath());
        return new Event.RunFailed(path, ValueCodec.fromAvro(e.getFailure()));
    }

    static Event fromAvro(RunCanceled e) {
        return new Event.RunCanceled(e.getReason(), e.getBy());
    }

    static Event fromAvro(CommandRejected e) {
        return new Event.CommandRejected(e.getCommand(), ValueCodec.fromAvro(e.getFailure()));
    }
}
