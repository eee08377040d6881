package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step or a lane of a run, with what is inside it in the order it began.
 *
 * @param label the step's id, or the lane's selector in brackets
 * @param agent {@code agent/skill} of a task; empty for others
 * @param endedAt empty while it has not ended
 * @param attempts how many were handed out; 0 for what is no task
 * @param worker who answered last; empty when nobody did
 * @param note what a person should know: the last word of progress, who redrove it, why it was canceled; may be empty
 * @param failure the last one, also of a task that was tried again or caught
 */
public record StepNode(
        StepPath path,
        String label,
        Kind kind,
        State state,
        String agent,
        Instant startedAt,
        Optional<Instant> endedAt,
        int attempts,
        String worker,
        String note,
        UsageTotal usage,
        Optional<Failure> failure,
        List<StepNode> children) {
    public StepNode {
        children = List.copyOf(children);
    }

    /** The same step with this inside it. */
    StepNode with(List<StepNode> inside) {
        return new StepNode(
                path, label, kind, state, agent, startedAt, endedAt, attempts, worker, note, usage, failure, inside);
    }

    /** How long it took, or has taken until {@code now}. */
    public Duration duration(Instant now) {
        return Duration.between(startedAt, endedAt.orElse(now));
    }

    public enum Kind {
        TASK,
        BLOCK,
        PARALLEL,
        MAP,
        SWITCH,
        /** Goes turn by turn: a loop, a chat, a graph. */
        TURNS,
        /** An agent that decides and those it gives work to: a plan, a supervisor. */
        TEAM,
        SET,
        HUMAN,
        WAIT,
        PUBLISH,
        WORKFLOW,
        /** A lane of a parallel or a map, a turn, the chosen case of a switch, or a catch. */
        LANE,
        /** A step that ended before it showed what it is: skipped, or failed at once. */
        STEP
    }

    public enum State {
        RUNNING,
        /** Between attempts. */
        PAUSING,
        /** In the dead letters, waiting for a redrive. */
        HELD,
        /** For somebody or something outside of the run. */
        WAITING,
        COMPLETED,
        FAILED,
        SKIPPED,
        CANCELED
    }
}
