package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.schema.AttemptEnded;
import dev.agentmesh.schema.LateResultIgnored;
import dev.agentmesh.schema.TaskCanceled;
import dev.agentmesh.schema.TaskCompleted;
import dev.agentmesh.schema.TaskDeadLettered;
import dev.agentmesh.schema.TaskDispatched;
import dev.agentmesh.schema.TaskFailed;
import dev.agentmesh.schema.TaskProgressed;
import dev.agentmesh.schema.TaskReassigned;
import dev.agentmesh.schema.TaskRedirected;
import dev.agentmesh.schema.TaskRedriven;
import dev.agentmesh.schema.TaskRetried;
import java.time.Duration;
import java.util.Optional;

/** Events of one task. */
final class TaskEventCodec {
    private TaskEventCodec() {}

    static Object toAvro(Event.TaskEvent event) {
        String path = event.path().text();
        return switch (event) {
            case Event.TaskDispatched e ->
                new TaskDispatched(
                        path,
                        e.agent(),
                        e.skill(),
                        ValueCodec.toAvro(e.input()),
                        e.idempotencyKey(),
                        ValueCodec.millis(e.deadline()),
                        e.context().map(BoardCodec::toAvro).orElse(null));
            case Event.TaskRetried e -> new TaskRetried(path, e.attempt(), ValueCodec.millis(e.deadline()));
            case Event.AttemptEnded e ->
                new AttemptEnded(
                        path,
                        e.attempt(),
                        ValueCodec.toAvro(e.failure()),
                        ValueCodec.millis(e.retryAt()),
                        ValueCodec.toAvro(e.usage()),
                        e.worker());
            case Event.TaskCompleted e ->
                new TaskCompleted(
                        path,
                        e.attempt(),
                        ValueCodec.toAvro(e.output()),
                        ValueCodec.toAvro(e.usage()),
                        e.worker(),
                        e.took().toMillis());
            case Event.TaskFailed e -> new TaskFailed(path, e.attempt(), ValueCodec.toAvro(e.failure()));
            case Event.TaskDeadLettered e ->
                new TaskDeadLettered(path, e.attempt(), e.deadLetterId(), ValueCodec.toAvro(e.failure()), e.held());
            case Event.TaskReassigned e ->
                new TaskReassigned(
                        path,
                        e.attempt(),
                        e.agent(),
                        e.skill(),
                        ValueCodec.millis(e.deadline()),
                        BoardCodec.toAvro(e.context()));
            case Event.TaskRedirected e ->
                new TaskRedirected(
                        path,
                        e.attempt(),
                        e.agent(),
                        e.skill(),
                        ValueCodec.millis(e.retryAt()),
                        e.context().map(BoardCodec::toAvro).orElse(null),
                        e.reason(),
                        e.by());
            case Event.TaskRedriven e ->
                new TaskRedriven(
                        path,
                        e.attempt(),
                        ValueCodec.toAvro(e.input()),
                        ValueCodec.millis(e.deadline()),
                        e.by(),
                        e.reason());
            case Event.TaskCanceled e -> new TaskCanceled(path, e.attempt(), e.reason());
            case Event.TaskProgressed e -> new TaskProgressed(path, e.attempt(), e.part(), e.text());
            case Event.BoardWritten e -> BoardCodec.toAvro(e);
            case Event.LateResultIgnored e ->
                new LateResultIgnored(path, e.attempt(), e.result(), ValueCodec.toAvro(e.usage()), e.worker());
        };
    }

    static Event fromAvro(TaskDispatched e) {
        return new Event.TaskDispatched(
                ValueCodec.path(e.getStepPath()),
                e.getAgent(),
                e.getSkill(),
                ValueCodec.fromAvro(e.getInput()),
                e.getIdempotencyKey(),
                e.getDeadline(),
                Optional.ofNullable(e.getContext()).map(BoardCodec::fromAvro));
    }

    static Event fromAvro(TaskRetried e) {
        return new Event.TaskRetried(ValueCodec.path(e.getStepPath()), e.getAttempt(), e.getDeadline());
    }

    static Event fromAvro(AttemptEnded e) {
        return new Event.AttemptEnded(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                ValueCodec.fromAvro(e.getFailure()),
                Optional.ofNullable(e.getRetryAt()),
                ValueCodec.fromAvro(e.getUsage()),
                e.getWorker());
    }

    static Event fromAvro(TaskCompleted e) {
        return new Event.TaskCompleted(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                ValueCodec.fromAvro(e.getOutput()),
                ValueCodec.fromAvro(e.getUsage()),
                e.getWorker(),
                Duration.ofMillis(e.getDurationMillis()));
    }

    static Event fromAvro(TaskFailed e) {
        return new Event.TaskFailed(
                ValueCodec.path(e.getStepPath()), e.getAttempt(), ValueCodec.fromAvro(e.getFailure()));
    }

    static Event fromAvro(TaskDeadLettered e) {
        return new Event.TaskDeadLettered(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                e.getDeadLetterId(),
                ValueCodec.fromAvro(e.getFailure()),
                e.getHeld());
    }

    static Event fromAvro(TaskReassigned e) {
        return new Event.TaskReassigned(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                e.getAgent(),
                e.getSkill(),
                e.getDeadline(),
                BoardCodec.fromAvro(e.getContext()));
    }

    static Event fromAvro(TaskRedirected e) {
        return new Event.TaskRedirected(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                e.getAgent(),
                e.getSkill(),
                e.getRetryAt(),
                Optional.ofNullable(e.getContext()).map(BoardCodec::fromAvro),
                e.getReason(),
                e.getBy());
    }

    static Event fromAvro(TaskRedriven e) {
        return new Event.TaskRedriven(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                ValueCodec.optional(e.getInput()),
                e.getDeadline(),
                e.getBy(),
                e.getReason());
    }

    static Event fromAvro(TaskCanceled e) {
        return new Event.TaskCanceled(ValueCodec.path(e.getStepPath()), e.getAttempt(), e.getReason());
    }

    static Event fromAvro(TaskProgressed e) {
        return new Event.TaskProgressed(ValueCodec.path(e.getStepPath()), e.getAttempt(), e.getPart(), e.getText());
    }

    static Event fromAvro(LateResultIgnored e) {
        return new Event.LateResultIgnored(
                ValueCodec.path(e.getStepPath()),
                e.getAttempt(),
                e.getResult(),
                ValueCodec.fromAvro(e.getUsage()),
                e.getWorker());
    }
}
