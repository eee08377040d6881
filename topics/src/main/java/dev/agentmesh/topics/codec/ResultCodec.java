package dev.agentmesh.topics.codec;

import dev.agentmesh.schema.AttemptCompleted;
import dev.agentmesh.schema.AttemptFailed;
import dev.agentmesh.schema.AttemptLost;
import dev.agentmesh.schema.AttemptProgressed;
import dev.agentmesh.schema.BoardWrite;
import dev.agentmesh.schema.Result;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import java.time.Duration;

/** {@code <ns>.results}. */
final class ResultCodec {
    private ResultCodec() {}

    static MessageCodec<ResultMessage> over(RecordSerde serde, TopicNames names) {
        return new MappedCodec<>(
                serde.format(Result.class), message -> names.results(), ResultCodec::wire, ResultCodec::domain);
    }

    static Result wire(ResultMessage message) {
        Object body = switch (message.body()) {
            case ResultMessage.Completed done ->
                new AttemptCompleted(
                        CommonCodec.wire(done.output()),
                        CommonCodec.wire(done.usage()),
                        done.duration().toMillis(),
                        done.writes().stream().map(ResultCodec::wire).toList());
            case ResultMessage.Failed failed ->
                new AttemptFailed(
                        CommonCodec.wire(failed.failure()),
                        CommonCodec.wire(failed.usage()),
                        failed.duration().toMillis());
            case ResultMessage.Lost lost -> new AttemptLost(lost.startedBy());
            case ResultMessage.Progressed progressed -> new AttemptProgressed(progressed.part(), progressed.text());
        };
        return new Result(
                CommonCodec.wire(message.header()),
                message.taskId(),
                message.stepPath(),
                message.attempt(),
                message.lease(),
                message.agent(),
                message.instance(),
                message.position().partition(),
                message.position().offset(),
                body);
    }

    static ResultMessage domain(Result record) {
        return new ResultMessage(
                CommonCodec.domain(record.getHeader()),
                record.getTaskId(),
                record.getStepPath(),
                record.getAttempt(),
                record.getLease(),
                record.getAgent(),
                record.getInstance(),
                new TaskPosition(record.getTaskPartition(), record.getTaskOffset()),
                body(record.getBody()));
    }

    private static ResultMessage.Body body(Object body) {
        return switch (body) {
            case AttemptCompleted done ->
                new ResultMessage.Completed(
                        CommonCodec.domain(done.getOutput()),
                        CommonCodec.domain(done.getUsage()),
                        Duration.ofMillis(done.getDurationMillis()),
                        done.getWrites().stream().map(ResultCodec::domain).toList());
            case AttemptFailed failed ->
                new ResultMessage.Failed(
                        CommonCodec.domain(failed.getFailure()),
                        CommonCodec.domain(failed.getUsage()),
                        Duration.ofMillis(failed.getDurationMillis()));
            case AttemptLost lost -> new ResultMessage.Lost(lost.getStartedBy());
            case AttemptProgressed progressed ->
                new ResultMessage.Progressed(progressed.getPart(), progressed.getText());
            default -> throw CommonCodec.unknownBody(body);
        };
    }

    private static BoardWrite wire(dev.agentmesh.topics.message.BoardWrite write) {
        return new BoardWrite(
                write.section(),
                write.key(),
                write.mode().word(),
                write.version(),
                write.action(),
                CommonCodec.wire(write.value()));
    }

    private static dev.agentmesh.topics.message.BoardWrite domain(BoardWrite write) {
        return new dev.agentmesh.topics.message.BoardWrite(
                write.getSection(),
                write.getKey(),
                dev.agentmesh.topics.message.BoardWrite.Mode.ofWord(write.getMode()),
                write.getVersion(),
                write.getAction(),
                CommonCodec.domain(write.getValue()));
    }
}
