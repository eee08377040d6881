package dev.agentmesh.cli.gateway;

import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.topics.message.CommandMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs: commands to the orchestrator, and the log it writes. */
public interface RunGateway {
    /** Sends a command; returns when Kafka has it. What the orchestrator makes of it is in the log. */
    void send(CommandMessage command);

    /**
     * Sends a command that names no run, one record to each partition of the commands.
     *
     * @return how many there are
     */
    int announce(CommandMessage command);

    /** What comes into the run's log from this moment on, without an end: taken before a command is sent, its effect cannot be missed. */
    Span fromNow(String runId);

    /** Everything under the run's key, in order; empty when there is no such run. */
    List<LogRecord> log(String runId);

    /** Reads a part of the run's log. */
    void read(String runId, Span span, LogVisitor visitor);

    /** Reads the log of all runs. */
    void readAll(Span span, LogVisitor visitor);

    /** What the orchestrator keeps of these runs; runs it no longer keeps are not in it. */
    Map<String, LiveState> live(Set<String> runIds);
}
