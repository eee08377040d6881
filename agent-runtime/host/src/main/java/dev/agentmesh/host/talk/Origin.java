package dev.agentmesh.host.talk;

import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.Correlation;
import dev.agentmesh.topics.message.PeerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From where somebody speaks: a task, or a message that is being handled.
 *
 * @param id of the task or the message; what is said again from there has the same id again
 * @param runId may be empty
 * @param task the task's id; empty outside one
 * @param cause the message it follows from; empty for a task
 * @param again whether the same may have been said before, in another attempt
 * @param since when the answer to something said before can have come at the earliest
 * @param deadline when an answer comes too late
 */
record Origin(
        String agent,
        String instance,
        String id,
        String correlationId,
        String runId,
        String task,
        String cause,
        boolean again,
        Instant since,
        Instant deadline,
        Optional<TraceParent> trace) {
    /** How long a handler that asks somebody waits at most. */
    private static final Duration HANDLER_PATIENCE = Duration.ofSeconds(60);

    static Origin of(Work work, String instance, Instant runStarted) {
        String runId = work.message().header().runId();
        return new Origin(
                work.message().agent(),
                instance,
                work.message().taskId(),
                Correlation.ofRun(runId),
                runId,
                work.message().taskId(),
                "",
                work.message().attempt() > 1,
                runStarted,
                work.task().deadline(),
                work.trace());
    }

    static Origin of(PeerMessage message, String agent, String instance, Instant now, Optional<TraceParent> trace) {
        return new Origin(
                agent,
                instance,
                message.id(),
                message.correlationId(),
                message.header().runId(),
                message.task(),
                message.id(),
                true,
                message.header().at(),
                now.plus(HANDLER_PATIENCE),
                trace);
    }
}
