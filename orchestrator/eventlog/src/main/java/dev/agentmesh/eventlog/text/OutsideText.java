package dev.agentmesh.eventlog.text;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Events of the world outside, as {@link EventText} shows them. */
final class OutsideText {
    private OutsideText() {}

    static String of(OutsideEvent event) {
        return switch (event) {
            case OutsideEvent.ApprovalRequested e -> asks(e.question()) + until(e.due());
            case OutsideEvent.ApprovalAnswered(StepPath _, Answer answer) ->
                "answered" + EventText.by(answer.by()) + ": " + answer.choice() + EventText.because(answer.comment());
            case OutsideEvent.ApprovalReminded e ->
                "reminder " + e.number()
                        + e.next().map(next -> ", the next at " + next).orElse(", the last");
            case OutsideEvent.ApprovalEscalated e -> "escalated to " + e.to() + until(Optional.of(e.due()));
            case OutsideEvent.ApprovalExpired _ -> "nobody answered in time";
            case OutsideEvent.WaitStarted e ->
                "waits" + (e.event().isEmpty() ? "" : " for event \"" + e.event() + "\"") + until(e.due());
            case OutsideEvent.SignalReceived e -> "received " + signal(e.signal());
            case OutsideEvent.SignalKept e -> "signal " + e.number() + " kept: " + signal(e.signal());
            case OutsideEvent.SignalTaken e -> "took signal " + e.number() + ", which had come before";
            case OutsideEvent.MessagePublished e ->
                "published to " + e.topic()
                        + e.key().map(key -> " under key " + key).orElse("") + ": " + EventText.brief(e.value());
            case OutsideEvent.ChildStarted e ->
                "started run " + e.childId() + " of " + e.workflow()
                        + e.version().map(version -> "@" + version).orElse("")
                        + (e.detached() ? ", detached" : "") + ", input " + EventText.brief(e.input());
            case OutsideEvent.ChildEnded e ->
                "run " + e.childId() + " " + e.status().name().toLowerCase(Locale.ROOT);
            case OutsideEvent.ChildRefused e ->
                "refused to start for \"" + e.parent().path() + "\" of run "
                        + e.parent().runId() + ": " + EventText.brief(e.failure());
        };
    }

    private static String asks(Question question) {
        return "asks " + (question.assign().isEmpty() ? "anybody" : question.assign()) + ": \"" + question.title()
                + "\" (" + String.join(", ", question.choices()) + ")";
    }

    private static String signal(Signal signal) {
        return "\"" + signal.name() + "\"" + EventText.by(signal.by()) + ": " + EventText.brief(signal.payload());
    }

    private static String until(Optional<Instant> due) {
        return due.map(at -> ", until " + at).orElse("");
    }
}
