package dev.agentmesh.orchestrator.wire;

import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.orchestrator.lease.LeaseSeal;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import java.time.Instant;
import java.util.Optional;

/** The core's effects as messages. */
public final class Outbound {
    private final LeaseSeal leases;
    private final MessageCodecs codecs;

    public Outbound(LeaseSeal leases, MessageCodecs codecs) {
        this.leases = leases;
        this.codecs = codecs;
    }

    /** What stands around an effect: the run, the moment, and what made it happen. */
    public record Circumstance(String runId, Instant at, String cause, TraceParent trace) {
        MessageHeader header() {
            return MessageHeader.of(runId, at, cause);
        }
    }

    /** A message and the bytes of its value. */
    public record Encoded<M>(M message, byte[] value) {}

    public Encoded<Message> dispatch(Effect.DispatchTask effect, Circumstance around) {
        String taskId = around.runId() + "/" + effect.path();
        return task(
                around,
                taskId,
                effect.path().text(),
                effect.attempt(),
                effect.agent(),
                new TaskMessage.Execute(
                        effect.skill(),
                        payload(effect.input()),
                        effect.deadline(),
                        effect.idempotencyKey(),
                        effect.context().map(Outbound::payload),
                        effect.priority()));
    }

    public Encoded<Message> cancel(Effect.CancelAttempt effect, Circumstance around) {
        String taskId = around.runId() + "/" + effect.path();
        return task(
                around,
                taskId,
                effect.path().text(),
                effect.attempt(),
                effect.agent(),
                new TaskMessage.Cancel(effect.reason()));
    }

    private Encoded<Message> task(
            Circumstance around, String taskId, String path, int attempt, String agent, TaskMessage.Body body) {
        TaskMessage message =
                new TaskMessage(around.header(), taskId, path, attempt, leases.lease(taskId, attempt), agent, body);
        return new Encoded<>(message, codecs.tasks().encode(message));
    }

    /** The start of a run that a step of this one waits for, or does not. */
    public Encoded<Message> start(Effect.StartChild effect, Circumstance around) {
        ParentLink parent = effect.parent();
        return command(
                around,
                effect.childId(),
                new CommandMessage.StartRun(
                        effect.workflow(),
                        effect.version(),
                        payload(effect.input()),
                        Optional.empty(),
                        Optional.empty(),
                        "run " + around.runId(),
                        Optional.of(new CommandMessage.Parentage(
                                new CommandMessage.Parent(
                                        parent.runId(), parent.path().text(), parent.depth(), parent.detached()),
                                effect.deadline()))));
    }

    public Encoded<Message> cancel(Effect.CancelChild effect, Circumstance around) {
        return command(
                around, effect.childId(), new CommandMessage.CancelRun(effect.reason(), "run " + around.runId()));
    }

    public Encoded<Message> pause(Effect.PauseChild effect, Circumstance around) {
        return command(around, effect.childId(), new CommandMessage.PauseRun(effect.reason(), "run " + around.runId()));
    }

    public Encoded<Message> resume(Effect.ResumeChild effect, Circumstance around) {
        return command(
                around, effect.childId(), new CommandMessage.ResumeRun(effect.reason(), "run " + around.runId()));
    }

    public Encoded<Message> tell(Effect.TellParent effect, Circumstance around) {
        return command(
                around,
                effect.parent().runId(),
                new CommandMessage.ChildRunEnded(
                        effect.parent().path().text(),
                        around.runId(),
                        OutcomeMessage.Status.valueOf(effect.status().name()),
                        effect.output().map(Outbound::payload),
                        effect.failure().map(Outbound::failure)));
    }

    private Encoded<Message> command(Circumstance around, String runId, CommandMessage.Body body) {
        CommandMessage message = new CommandMessage(MessageHeader.of(runId, around.at(), around.cause()), body);
        return new Encoded<>(message, codecs.commands().encode(message));
    }

    /** @param run the run the outcome is of; empty when it was refused and never was */
    public Encoded<Message> outcome(Effect.PublishOutcome effect, Circumstance around, Optional<RunCell> run) {
        OutcomeMessage message = new OutcomeMessage(
                around.header(),
                run.map(cell -> cell.workflow().name()).orElse(""),
                run.map(cell -> cell.workflow().version()).orElse(""),
                OutcomeMessage.Status.valueOf(effect.status().name()),
                effect.output().map(Outbound::payload),
                effect.failure().map(Outbound::failure),
                effect.rollback().undone(),
                effect.rollback().failed());
        return new Encoded<>(message, codecs.outcomes().encode(message));
    }

    public Encoded<DeadLetter> deadLetter(
            Effect.WriteDeadLetter effect,
            Circumstance around,
            WorkflowRef workflow,
            Optional<DeadLetter.Origin> origin) {
        DeadLetter letter = new DeadLetter(
                around.header(),
                effect.deadLetterId(),
                failure(effect.failure()),
                origin,
                effect.firstAt(),
                around.at(),
                new DeadLetter.ExhaustedTask(
                        around.runId() + "/" + effect.path(),
                        effect.path().text(),
                        effect.agent(),
                        effect.skill(),
                        effect.attempt(),
                        payload(effect.input()),
                        effect.held(),
                        workflow.name(),
                        workflow.version(),
                        around.trace().traceId()));
        return new Encoded<>(letter, codecs.deadLetters().encode(letter));
    }

    private static Payload payload(dev.agentmesh.core.value.Payload payload) {
        return Payload.json(payload.bytes());
    }

    private static Failure failure(dev.agentmesh.core.value.Failure failure) {
        return new Failure(failure.kind().name(), failure.code(), failure.message());
    }
}
