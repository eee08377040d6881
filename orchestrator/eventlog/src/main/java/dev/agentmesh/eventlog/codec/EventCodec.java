package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.schema.AttemptEnded;
import dev.agentmesh.schema.BoardWritten;
import dev.agentmesh.schema.CommandRejected;
import dev.agentmesh.schema.Header;
import dev.agentmesh.schema.ItemsAdded;
import dev.agentmesh.schema.LaneEnded;
import dev.agentmesh.schema.LaneStarted;
import dev.agentmesh.schema.LateResultIgnored;
import dev.agentmesh.schema.RunCanceled;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.RunFailed;
import dev.agentmesh.schema.RunPaused;
import dev.agentmesh.schema.RunRejected;
import dev.agentmesh.schema.RunResumed;
import dev.agentmesh.schema.RunStarted;
import dev.agentmesh.schema.ScopeOpened;
import dev.agentmesh.schema.StateSet;
import dev.agentmesh.schema.StepCanceled;
import dev.agentmesh.schema.StepCompleted;
import dev.agentmesh.schema.StepFailed;
import dev.agentmesh.schema.StepNoted;
import dev.agentmesh.schema.StepSkipped;
import dev.agentmesh.schema.StepUndone;
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
import dev.agentmesh.schema.TurnHeld;
import dev.agentmesh.schema.TurnsPutOff;
import dev.agentmesh.schema.TurnsTakenUp;
import dev.agentmesh.schema.UndoArmed;
import dev.agentmesh.schema.UndoEnded;
import dev.agentmesh.schema.UndoStarted;
import dev.agentmesh.schema.VariablesSet;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Identifiers;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordFormat;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An event of the log as the value of its record. Safe for use by many threads. */
public final class EventCodec implements MessageCodec<LoggedEvent> {
    private final RecordFormat<dev.agentmesh.schema.Event> format;
    private final String topic;

    /** @param topic the events' topic; it decides the schema's subject */
    public EventCodec(RecordSerde serde, String topic) {
        this.format = serde.format(dev.agentmesh.schema.Event.class);
        this.topic = topic;
    }

    @Override
    public byte[] encode(LoggedEvent logged) {
        Header header = new Header(
                logged.runId(),
                logged.seq(),
                logged.at(),
                logged.cause(),
                ByteBuffer.wrap(logged.prevHash().bytes()));
        return format.encode(topic, new dev.agentmesh.schema.Event(header, toAvro(logged.event())));
    }

    private static Object toAvro(Event event) {
        return switch (event) {
            case Event.RunEvent run -> RunEventCodec.toAvro(run);
            case Event.TaskEvent task -> TaskEventCodec.toAvro(task);
            case Event.StepEvent step -> StepEventCodec.toAvro(step);
            case OutsideEvent outside -> OutsideEventCodec.toAvro(outside);
        };
    }

    @Override
    public LoggedEvent decode(byte @Nullable [] value) throws UndecodableRecord {
        dev.agentmesh.schema.Event envelope = format.decode(value);
        Header header = envelope.getHeader();
        try {
            return new LoggedEvent(
                    Identifiers.requireRunId("runId", header.getRunId()),
                    header.getSeq(),
                    header.getAt(),
                    header.getCause(),
                    EventHash.of(ValueCodec.bytes(header.getPrevHash())),
                    fromAvro(envelope.getBody()));
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecord(
                    TopicErrors.BROKEN_RULE,
                    "event " + header.getSeq() + " breaks a rule of the log: " + e.getMessage(),
                    e);
        }
    }

    private static Event fromAvro(Object body) {
        return switch (body) {
            case RunStarted e -> RunEventCodec.fromAvro(e);
            case RunRejected e -> RunEventCodec.fromAvro(e);
            case RunCompleted e -> RunEventCodec.fromAvro(e);
            case RunFailed e -> RunEventCodec.fromAvro(e);
            case RunCanceled e -> RunEventCodec.fromAvro(e);
            case CommandRejected e -> RunEventCodec.fromAvro(e);
            case TurnsPutOff e -> RunEventCodec.fromAvro(e);
            case TurnsTakenUp _ -> new Event.TurnsTakenUp();
            case RunPaused e -> RunEventCodec.fromAvro(e);
            case RunResumed e -> RunEventCodec.fromAvro(e);
            case TurnHeld e -> RunEventCodec.fromAvro(e);
            case ItemsAdded e -> StepEventCodec.fromAvro(e);
            case TaskDispatched e -> TaskEventCodec.fromAvro(e);
            case TaskRetried e -> TaskEventCodec.fromAvro(e);
            case AttemptEnded e -> TaskEventCodec.fromAvro(e);
            case TaskCompleted e -> TaskEventCodec.fromAvro(e);
            case TaskFailed e -> TaskEventCodec.fromAvro(e);
            case TaskDeadLettered e -> TaskEventCodec.fromAvro(e);
            case TaskReassigned e -> TaskEventCodec.fromAvro(e);
            case TaskRedirected e -> TaskEventCodec.fromAvro(e);
            case TaskRedriven e -> TaskEventCodec.fromAvro(e);
            case TaskCanceled e -> TaskEventCodec.fromAvro(e);
            case TaskProgressed e -> TaskEventCodec.fromAvro(e);
            case LateResultIgnored e -> TaskEventCodec.fromAvro(e);
            case BoardWritten e -> BoardCodec.fromAvro(e);
            case ScopeOpened e -> StepEventCodec.fromAvro(e);
            case LaneStarted e -> StepEventCodec.fromAvro(e);
            case LaneEnded e -> StepEventCodec.fromAvro(e);
            case StepCompleted e -> StepEventCodec.fromAvro(e);
            case StepFailed e -> StepEventCodec.fromAvro(e);
            case StepSkipped e -> StepEventCodec.fromAvro(e);
            case StepCanceled e -> StepEventCodec.fromAvro(e);
            case VariablesSet e -> StepEventCodec.fromAvro(e);
            case UndoArmed e -> UndoEventCodec.fromAvro(e);
            case UndoStarted e -> UndoEventCodec.fromAvro(e);
            case StepUndone e -> UndoEventCodec.fromAvro(e);
            case UndoEnded e -> UndoEventCodec.fromAvro(e);
            case StateSet e -> StepEventCodec.fromAvro(e);
            case StepNoted e -> StepEventCodec.fromAvro(e);
            default -> OutsideEventCodec.fromAvro(body);
        };
    }
}
