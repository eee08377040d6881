package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.CancelRun;
import dev.agentmesh.schema.Command;
import dev.agentmesh.schema.RedriveTask;
import dev.agentmesh.schema.StartRun;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;
import java.util.Optional;

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
                        start.by());
            case CommandMessage.CancelRun cancel -> new CancelRun(cancel.reason(), cancel.by());
            case CommandMessage.RedriveTask redrive ->
                new RedriveTask(
                        redrive.stepPath(), CommonCodec.wirePayload(redrive.input()), redrive.reason(), redrive.by());
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
                        start.getBy());
            case CancelRun cancel -> new CommandMessage.CancelRun(cancel.getReason(), cancel.getBy());
            case RedriveTask redrive ->
                new CommandMessage.RedriveTask(
                        redrive.getStepPath(),
                        CommonCodec.domainPayload(redrive.getInput()),
                        redrive.getReason(),
                        redrive.getBy());
            default -> throw CommonCodec.unknownBody(body);
        };
        return new CommandMessage(CommonCodec.domain(record.getHeader()), read);
    }
}
