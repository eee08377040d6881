package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.schema.ApprovalAnswered;
import dev.agentmesh.schema.ApprovalEscalated;
import dev.agentmesh.schema.ApprovalExpired;
import dev.agentmesh.schema.ApprovalReminded;
import dev.agentmesh.schema.ApprovalRequested;
import dev.agentmesh.schema.ChildEnded;
import dev.agentmesh.schema.ChildRefused;
import dev.agentmesh.schema.ChildStarted;
import dev.agentmesh.schema.MessagePublished;
import dev.agentmesh.schema.PublishedHeader;
import dev.agentmesh.schema.SignalKept;
import dev.agentmesh.schema.SignalReceived;
import dev.agentmesh.schema.SignalTaken;
import dev.agentmesh.schema.WaitStarted;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/** Events of what a run asks the world outside, and of what comes from there. */
final class OutsideEventCodec {
    private OutsideEventCodec() {}

    static Object toAvro(OutsideEvent event) {
        String path = event.path().text();
        return switch (event) {
            case OutsideEvent.ApprovalRequested e -> requested(path, e);
            case OutsideEvent.ApprovalAnswered(StepPath _, Answer answer) ->
                new ApprovalAnswered(
                        path,
                        answer.choice(),
                        ValueCodec.toAvro(answer.form()),
                        answer.comment(),
                        answer.by(),
                        ValueCodec.millis(answer.at()));
            case OutsideEvent.ApprovalReminded e -> new ApprovalReminded(path, e.number(), ValueCodec.millis(e.next()));
            case OutsideEvent.ApprovalEscalated e -> new ApprovalEscalated(path, e.to(), ValueCodec.millis(e.due()));
            case OutsideEvent.ApprovalExpired _ -> new ApprovalExpired(path);
            case OutsideEvent.WaitStarted e -> new WaitStarted(path, e.event(), ValueCodec.millis(e.due()));
            case OutsideEvent.SignalReceived e -> new SignalReceived(path, toAvro(e.signal()));
            case OutsideEvent.SignalKept e -> new SignalKept(e.number(), toAvro(e.signal()));
            case OutsideEvent.SignalTaken e -> new SignalTaken(path, e.number());
            case OutsideEvent.MessagePublished e ->
                new MessagePublished(
                        path,
                        e.topic(),
                        e.key().orElse(null),
                        ValueCodec.toAvro(e.value()),
                        e.headers().entrySet().stream()
                                .map(header -> new PublishedHeader(header.getKey(), header.getValue()))
                                .toList());
            case OutsideEvent.ChildStarted e ->
                new ChildStarted(
                        path,
                        e.childId(),
                        e.workflow(),
                        e.version().orElse(null),
                        ValueCodec.toAvro(e.input()),
                        ValueCodec.millis(e.deadline()),
                        ValueCodec.millis(e.due()),
                        e.depth(),
                        e.detached());
            case OutsideEvent.ChildEnded e -> new ChildEnded(path, e.childId(), word(e.status()));
            case OutsideEvent.ChildRefused e -> new ChildRefused(toAvro(e.parent()), ValueCodec.toAvro(e.failure()));
        };
    }

    private static ApprovalRequested requested(String path, OutsideEvent.ApprovalRequested event) {
        Question question = event.question();
        return new ApprovalRequested(
                path,
                question.title(),
                ValueCodec.toAvro(question.show()),
                question.choices(),
                ValueCodec.toAvro(question.form()),
                question.assign(),
                question.quorum(),
                event.shown(),
                ValueCodec.millis(event.due()),
                ValueCodec.millis(event.remindAt()));
    }

    static Event fromAvro(Object body) {
        return switch (body) {
            case ApprovalRequested e ->
                new OutsideEvent.ApprovalRequested(
                        ValueCodec.path(e.getStepPath()),
                        new Question(
                                e.getTitle(),
                                ValueCodec.fromAvro(e.getShow()),
                                e.getChoices(),
                                ValueCodec.optional(e.getForm()),
                                e.getAssign(),
                                e.getQuorum()),
                        e.getShown(),
                        Optional.ofNullable(e.getDue()),
                        Optional.ofNullable(e.getRemindAt()));
            case ApprovalAnswered e ->
                new OutsideEvent.ApprovalAnswered(
                        ValueCodec.path(e.getStepPath()),
                        new Answer(
                                e.getChoice(),
                                ValueCodec.optional(e.getForm()),
                                e.getComment(),
                                e.getBy(),
                                e.getAnsweredAt()));
            case ApprovalReminded e ->
                new OutsideEvent.ApprovalReminded(
                        ValueCodec.path(e.getStepPath()), e.getNumber(), Optional.ofNullable(e.getNext()));
            case ApprovalEscalated e ->
                new OutsideEvent.ApprovalEscalated(ValueCodec.path(e.getStepPath()), e.getTo(), e.getDue());
            case ApprovalExpired e -> new OutsideEvent.ApprovalExpired(ValueCodec.path(e.getStepPath()));
            case WaitStarted e ->
                new OutsideEvent.WaitStarted(
                        ValueCodec.path(e.getStepPath()), e.getEvent(), Optional.ofNullable(e.getDue()));
            case SignalReceived e ->
                new OutsideEvent.SignalReceived(ValueCodec.path(e.getStepPath()), fromAvro(e.getSignal()));
            case SignalKept e -> new OutsideEvent.SignalKept(e.getNumber(), fromAvro(e.getSignal()));
            case SignalTaken e -> new OutsideEvent.SignalTaken(ValueCodec.path(e.getStepPath()), e.getNumber());
            case MessagePublished e -> published(e);
            case ChildStarted e ->
                new OutsideEvent.ChildStarted(
                        ValueCodec.path(e.getStepPath()),
                        e.getChildId(),
                        e.getWorkflow(),
                        Optional.ofNullable(e.getVersion()),
                        ValueCodec.fromAvro(e.getInput()),
                        e.getDeadline(),
                        Optional.ofNullable(e.getDue()),
                        e.getDepth(),
                        e.getDetached());
            case ChildEnded e ->
                new OutsideEvent.ChildEnded(
                        ValueCodec.path(e.getStepPath()),
                        e.getChildId(),
                        RunStatus.valueOf(e.getStatus().toUpperCase(Locale.ROOT)));
            case ChildRefused e ->
                new OutsideEvent.ChildRefused(fromAvro(e.getParent()), ValueCodec.fromAvro(e.getFailure()));
            default ->
                throw new IllegalArgumentException("event " + body.getClass().getSimpleName() + " is not known");
        };
    }

    private static Event published(MessagePublished e) {
        LinkedHashMap<String, String> headers = new LinkedHashMap<>();
        for (PublishedHeader header : e.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        return new OutsideEvent.MessagePublished(
                ValueCodec.path(e.getStepPath()),
                e.getTopic(),
                Optional.ofNullable(e.getKey()),
                ValueCodec.fromAvro(e.getValue()),
                headers);
    }

    private static String word(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static dev.agentmesh.schema.ParentLink toAvro(ParentLink parent) {
        return new dev.agentmesh.schema.ParentLink(
                parent.runId(), parent.path().text(), parent.depth(), parent.detached());
    }

    static ParentLink fromAvro(dev.agentmesh.schema.ParentLink parent) {
        return new ParentLink(
                parent.getRunId(), ValueCodec.path(parent.getStepPath()), parent.getDepth(), parent.getDetached());
    }

    private static dev.agentmesh.schema.Signal toAvro(Signal signal) {
        return new dev.agentmesh.schema.Signal(
                signal.name(), ValueCodec.toAvro(signal.payload()), signal.correlation(), signal.by());
    }

    private static Signal fromAvro(dev.agentmesh.schema.Signal signal) {
        return new Signal(
                signal.getName(), ValueCodec.fromAvro(signal.getPayload()), signal.getCorrelation(), signal.getBy());
    }
}
