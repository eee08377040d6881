package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that a run has put to people.
 *
 * @param runTitle what lists show for the run
 * @param workflow {@code name@version}
 * @param shown the hash an answer has to name
 * @param assign everybody who may answer, {@code role:x} or {@code user:x}; empty for anybody
 * @param due when it is decided without them
 * @param answers those that count, in order
 * @param decision the choice it ended with; empty while it is open, and when it ended without one
 */
public record ApprovalSummary(
        String runId,
        StepPath path,
        String runTitle,
        String workflow,
        Question question,
        String shown,
        List<String> assign,
        Instant since,
        Optional<Instant> due,
        List<Answer> answers,
        int reminders,
        State state,
        Optional<String> decision) {
    public ApprovalSummary {
        assign = List.copyOf(assign);
        answers = List.copyOf(answers);
    }

    /** Where a question stands. */
    public enum State {
        OPEN,
        DECIDED,
        /** Nobody answered in time. */
        EXPIRED,
        /** What it was asked for has ended. */
        CANCELED
    }

    /** One that has just been put. */
    public static ApprovalSummary asked(
            String runId, String runTitle, String workflow, OutsideEvent.ApprovalRequested event, Instant at) {
        String assign = event.question().assign();
        return new ApprovalSummary(
                runId,
                event.path(),
                runTitle,
                workflow,
                event.question(),
                event.shown(),
                assign.isEmpty() ? List.of() : List.of(assign),
                at,
                event.due(),
                List.of(),
                0,
                State.OPEN,
                Optional.empty());
    }

    /** The same question after a later event of its run that is about its step. */
    public ApprovalSummary after(Event event) {
        return switch (event) {
            case OutsideEvent.ApprovalAnswered e -> with(assign, due, joined(answers, e.answer()), reminders, state);
            case OutsideEvent.ApprovalReminded e -> with(assign, due, answers, e.number(), state);
            case OutsideEvent.ApprovalEscalated e ->
                with(
                        assign.isEmpty() ? assign : joined(assign, e.to()),
                        Optional.of(e.due()),
                        answers,
                        reminders,
                        state);
            case OutsideEvent.ApprovalExpired _ -> with(assign, due, answers, reminders, State.EXPIRED);
            case Event.StepCompleted _ -> closed(State.DECIDED);
            case Event.StepFailed _ -> closed(State.EXPIRED);
            case Event.StepCanceled _ -> closed(State.CANCELED);
            case OutsideEvent _, Event.StepEvent _, Event.RunEvent _, Event.TaskEvent _ -> this;
        };
    }

    private ApprovalSummary closed(State how) {
        return state == State.OPEN ? with(assign, due, answers, reminders, how) : this;
    }

    private ApprovalSummary with(
            List<String> mayAnswer, Optional<Instant> until, List<Answer> given, int reminded, State now) {
        return new ApprovalSummary(
                runId,
                path,
                runTitle,
                workflow,
                question,
                shown,
                mayAnswer,
                since,
                until,
                given,
                reminded,
                now,
                now == State.DECIDED && !given.isEmpty()
                        ? Optional.of(given.getLast().choice())
                        : Optional.empty());
    }

    private static <T> List<T> joined(List<T> before, T last) {
        return Stream.concat(before.stream(), Stream.of(last)).toList();
    }

    /** {@code RUN/STEP}, which names it everywhere. */
    public String id() {
        return runId + "/" + path;
    }

    /** Whether its time is over although it is still open. */
    public boolean isOverdue(Instant now) {
        return state == State.OPEN && due.filter(now::isAfter).isPresent();
    }
}
