package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An intent for one run. {@code at} is the time of the record that carried it: the only clock a decision knows. */
public sealed interface Command {
    Instant at();

    /** The command's name in refusals. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Starts a run of the definition the decision is given.
     *
     * @param title overrides the definition's title
     * @param timeLimit overrides the definition's limit
     */
    record StartRun(
            Instant at,
            Payload input,
            Optional<String> title,
            Optional<Duration> timeLimit,
            String by,
            Optional<Parentage> parentage)
            implements Command {
        public StartRun(Instant at, Payload input, Optional<String> title, Optional<Duration> timeLimit, String by) {
            this(at, input, title, timeLimit, by, Optional.empty());
        }
    }

    /**
     * What a start by a step of another run says beside it.
     *
     * @param deadline the parent's; the child ends by then whatever its definition says
     */
    record Parentage(ParentLink parent, Instant deadline) {}

    /** A start that the adapter already knows cannot be: unknown workflow, input that breaks the schema. */
    record RefuseStart(Instant at, String workflow, Failure failure, Optional<ParentLink> parent) implements Command {
        public RefuseStart(Instant at, String workflow, Failure failure) {
            this(at, workflow, failure, Optional.empty());
        }
    }

    record CancelRun(Instant at, String reason, String by) implements Command {}

    /** From here on nothing begins; what comes in is recorded. */
    record PauseRun(Instant at, String reason, String by) implements Command {}

    /** What a pause held back begins. */
    record ResumeRun(Instant at, String reason, String by) implements Command {}

    /**
     * Takes an open task from its agent and gives it to another.
     *
     * @param skill the task's own when empty, or the only one the agent has
     */
    record RedirectTask(Instant at, StepPath path, String agent, Optional<String> skill, String reason, String by)
            implements Command {}

    /** Dispatches a held task once more; {@code input} replaces its input. */
    record RedriveTask(Instant at, StepPath path, Optional<Payload> input, String reason, String by)
            implements Command {}

    /**
     * A person's answer to the question of a step.
     *
     * @param form the form's values
     * @param roles what the person is, beside {@code by}
     * @param shown the hash of what the person saw
     */
    record DecideApproval(
            Instant at,
            StepPath path,
            String choice,
            Optional<Payload> form,
            String comment,
            String by,
            List<String> roles,
            String shown)
            implements Command {
        public DecideApproval {
            roles = List.copyOf(roles);
        }
    }

    /** For this run alone. Kept when no step waits for it yet. */
    record SignalRun(Instant at, Signal signal) implements Command {}

    /** Told to every run that waits for it now. Kept by none. */
    record AnnounceEvent(Instant at, Signal signal) implements Command {}

    /** A run that a step of this one started is over. */
    record ChildRunEnded(
            Instant at,
            StepPath path,
            String childId,
            RunStatus status,
            Optional<Payload> output,
            Optional<Failure> failure)
            implements Command {}

    /** What a worker reports of an attempt whose lease was found genuine. */
    sealed interface AttemptReport extends Command {
        StepPath path();

        int attempt();

        String worker();
    }

    /** @param writes what the attempt changes on the blackboard, in order */
    record ReportCompleted(
            Instant at,
            StepPath path,
            int attempt,
            Payload output,
            List<Usage> usage,
            String worker,
            Duration took,
            List<BoardWrite> writes)
            implements AttemptReport {
        /** Of an attempt that leaves the blackboard alone. */
        public ReportCompleted(
                Instant at,
                StepPath path,
                int attempt,
                Payload output,
                List<Usage> usage,
                String worker,
                Duration took) {
            this(at, path, attempt, output, usage, worker, took, List.of());
        }

        public ReportCompleted {
            writes = List.copyOf(writes);
            usage = List.copyOf(usage);
        }
    }

    record ReportFailed(Instant at, StepPath path, int attempt, Failure failure, List<Usage> usage, String worker)
            implements AttemptReport {
        public ReportFailed {
            usage = List.copyOf(usage);
        }
    }

    record ReportProgress(Instant at, StepPath path, int attempt, double part, String text, String worker)
            implements AttemptReport {}

    /** A report with a lease the orchestrator did not make. */
    record ForgedReport(Instant at, StepPath path, int attempt, String worker) implements AttemptReport {}

    /** A timer that was set is due. */
    record TimerDue(Instant at, Timer timer) implements Command {}
}
