package dev.agentmesh.core.run;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
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
    record StartRun(Instant at, Payload input, Optional<String> title, Optional<Duration> timeLimit, String by)
            implements Command {}

    /** A start that the adapter already knows cannot be: unknown workflow, input that breaks the schema. */
    record RefuseStart(Instant at, String workflow, Failure failure) implements Command {}

    record CancelRun(Instant at, String reason, String by) implements Command {}

    /** Dispatches a held task once more; {@code input} replaces its input. */
    record RedriveTask(Instant at, StepPath path, Optional<Payload> input, String reason, String by)
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
