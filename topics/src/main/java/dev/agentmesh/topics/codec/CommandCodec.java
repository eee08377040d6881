package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.AnnounceEvent;
import dev.agentmesh.schema.CancelRun;
import dev.agentmesh.schema.ChildRunEnded;
import dev.agentmesh.schema.Command;
import dev.agentmesh.schema.DecideApproval;
import dev.agentmesh.schema.ParentLink;
import dev.agentmesh.schema.PauseRun;
import dev.agentmesh.schema.RedirectTask;
import dev.agentmesh.schema.RedriveTask;
import dev.agentmesh.schema.ResumeRun;
import dev.agentmesh.schema.Signal;
import dev.agentmesh.schema.SignalRun;
import dev.agentmesh.schema.StartRun;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <ns>.commands}. */
final class CommandCodec {
    private CommandCodec() {}

    static MessageCodec<CommandMessage> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(Command.class), message -> names.commands(), CommandCodec::wire, CommandCodec::domain);
    }

    static Command wire(CommandMessage message) {
        Object body = switch (message.body()) {
            case CommandMessage.StartRun start ->
                new StartRun(
                        start.workflow(),
                        start.version().orElse(null),
                        CommonCodec.wire(start.input()),
                        start.title().orElse(null),
                        start.timeLimit().map(Duration::toMillis).orElse(null),
                        start.by(),
                        start.parentage().map(CommandCodec::wire).orElse(null),
                        start.parentage()
                                .map(CommandMessage.Parentage::deadline)
                                .orElse(null));
            case CommandMessage.CancelRun cancel -> new CancelRun(cancel.reason(), cancel.by());
            case CommandMessage.PauseRun pause -> new PauseRun(pause.reason(), pause.by());
            case CommandMessage.ResumeRun resume -> new ResumeRun(resume.reason(), resume.by());
            case CommandMessage.RedirectTask redirect ->
                new RedirectTask(
                        redirect.stepPath(),
                        redirect.agent(),
                        redirect.skill().orElse(null),
                        redirect.reason(),
                        redirect.by());
            case CommandMessage.RedriveTask redrive ->
                new RedriveTask(
                        redrive.stepPath(), CommonCodec.wirePayload(redrive.input()), redrive.reason(), redrive.by());
            case CommandMessage.DecideApproval answer ->
                new DecideApproval(
                        answer.stepPath(),
                        answer.choice(),
                        CommonCodec.wirePayload(answer.form()),
                        answer.comment(),
                        answer.by(),
                        answer.roles(),
                        answer.shown());
            case CommandMessage.SignalRun(CommandMessage.SignalText signal) -> new SignalRun(wire(signal));
            case CommandMessage.AnnounceEvent(CommandMessage.SignalText signal) -> new AnnounceEvent(wire(signal));
            case CommandMessage.ChildRunEnded ended ->
                new ChildRunEnded(
                        ended.stepPath(),
                        ended.childId(),
                        ended.status().word(),
                        CommonCodec.wirePayload(ended.output()),
                        ended.failure().map(CommonCodec::wire).orElse(null));
        };
        return new Command(CommonCodec.wire(message.header()), body);
    }

    static CommandMessage domain(Command record) {
        Object body = record.getBody();
        CommandMessage.Body read = switch (body) {
            case StartRun start ->
                new CommandMessage.StartRun(
                        start.getWorkflow(),
                        Optional.ofNullable(start.getVersion()),
                        CommonCodec.domain(start.getInput()),
                        Optional.ofNullable(start.getTitle()),
                        Optional.ofNullable(start.getTimeLimitMillis()).map(Duration::ofMillis),
                        start.getBy(),
                        parentage(start));
            case CancelRun cancel -> new CommandMessage.CancelRun(cancel.getReason(), cancel.getBy());
            case PauseRun pause -> new CommandMessage.PauseRun(pause.getReason(), pause.getBy());
            case ResumeRun resume -> new CommandMessage.ResumeRun(resume.getReason(), resume.getBy());
            case RedirectTask redirect ->
                new CommandMessage.RedirectTask(
                        redirect.getStepPath(),
                        redirect.getAgent(),
                        Optional.ofNullable(redirect.getSkill()),
                        redirect.getReason(),
                        redirect.getBy());
            case RedriveTask redrive ->
                new CommandMessage.RedriveTask(
                        redrive.getStepPath(),
                        CommonCodec.domainPayload(redrive.getInput()),
                        redrive.getReason(),
                        redrive.getBy());
            case DecideApproval answer ->
                new CommandMessage.DecideApproval(
                        answer.getStepPath(),
                        answer.getChoice(),
                        CommonCodec.domainPayload(answer.getForm()),
                        answer.getComment(),
                        answer.getBy(),
                        answer.getRoles(),
                        answer.getShown());
            case SignalRun signal -> new CommandMessage.SignalRun(domain(signal.getSignal()));
            case AnnounceEvent event -> new CommandMessage.AnnounceEvent(domain(event.getSignal()));
            case ChildRunEnded ended ->
                new CommandMessage.ChildRunEnded(
                        ended.getStepPath(),
                        ended.getChildId(),
                        OutcomeMessage.Status.ofWord(ended.getStatus()),
                        CommonCodec.domainPayload(ended.getOutput()),
                        Optional.ofNullable(ended.getFailure()).map(CommonCodec::domain));
            default -> throw CommonCodec.unknownBody(body);
        };
        return new CommandMessage(CommonCodec.domain(record.getHeader()), read);
    }

    private static ParentLink wire(CommandMessage.Parentage parentage) {
        CommandMessage.Parent parent = parentage.parent();
        return new ParentLink(parent.runId(), parent.stepPath(), parent.depth(), parent.detached());
    }

    private static Optional<CommandMessage.Parentage> parentage(StartRun start) {
        @Nullable ParentLink link = start.getParent();
        @Nullable Instant deadline = start.getDeadline();
        if (link == null) {
            return Optional.empty();
        }
        if (deadline == null) {
            throw new IllegalArgumentException("a start by run " + link.getRunId() + " has no deadline");
        }
        return Optional.of(new CommandMessage.Parentage(
                new CommandMessage.Parent(link.getRunId(), link.getStepPath(), link.getDepth(), link.getDetached()),
                deadline));
    }

    private static Signal wire(CommandMessage.SignalText signal) {
        return new Signal(signal.name(), CommonCodec.wire(signal.payload()), signal.correlation(), signal.by());
    }

    private static CommandMessage.SignalText domain(Signal signal) {
        return new CommandMessage.SignalText(
                signal.getName(), CommonCodec.domain(signal.getPayload()), signal.getCorrelation(), signal.getBy());
    }
}
