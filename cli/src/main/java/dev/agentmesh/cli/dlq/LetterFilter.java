package dev.agentmesh.cli.dlq;

import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.DeadLetter.ExhaustedTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters. */
final class LetterFilter {
    @Option(names = "--agent", paramLabel = "NAME", description = "Only letters of this agent's tasks.")
    private @Nullable String agent;

    @Option(names = "--code", paramLabel = "CODE", description = "Only letters with this code.")
    private @Nullable String code;

    @Option(names = "--run", paramLabel = "RUN", description = "Only letters of this run.")
    private @Nullable String run;

    boolean takes(StoredLetter stored) {
        boolean ofAgent = agent == null
                || stored.letter().body() instanceof ExhaustedTask task
                        && task.agent().equals(agent);
        return ofAgent
                && (code == null || stored.letter().failure().code().equals(code))
                && (run == null || stored.letter().header().runId().equals(run));
    }
}
