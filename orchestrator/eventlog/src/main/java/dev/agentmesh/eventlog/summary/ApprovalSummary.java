package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** {@code RUN/STEP}, which names it everywhere. */
    public String id() {
        return runId + "/" + path;
    }

    /** Whether its time is over although it is still open. */
    public boolean isOverdue(Instant now) {
        return state == State.OPEN && due.filter(now::isAfter).isPresent();
    }
}
