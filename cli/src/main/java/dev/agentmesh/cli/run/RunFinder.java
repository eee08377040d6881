package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import java.util.List;
import java.util.TreeSet;

/** Finds the run a user means by the beginning of its id. */
public final class RunFinder {
    private static final int SHOWN = 5;

    private final RunGateway runs;

    public RunFinder(RunGateway runs) {
        this.runs = runs;
    }

    /**
     * A run.
     *
     * @param id in full
     * @param log everything under its key, at least one record
     */
    public record Found(String id, List<LogRecord> log) {}

    /** The events among the records. */
    static List<LoggedEvent> events(List<LogRecord> log) {
        return log.stream()
                .filter(LogRecord.LogEntry.class::isInstance)
                .map(record -> ((LogRecord.LogEntry) record).logged())
                .toList();
    }

    /** @throws CliException MESH-7001 when there is none, or more than one starts like that */
    public Found find(String given) {
        List<LogRecord> log = runs.log(given);
        if (!log.isEmpty()) {
            return new Found(given, log);
        }
        TreeSet<String> ids = new TreeSet<>();
        runs.readAll(Span.ALL, found -> {
            if (found.runId().startsWith(given)) {
                ids.add(found.runId());
            }
            return Next.GO_ON;
        });
        if (ids.size() != 1) {
            throw notFound(given, ids);
        }
        return new Found(ids.first(), runs.log(ids.first()));
    }

    private static CliException notFound(String given, TreeSet<String> ids) {
        String shown = Printable.shortened(given, 128);
        if (ids.isEmpty()) {
            return CliException.of(
                    ExitCode.NOT_FOUND,
                    CliErrors.NOT_FOUND,
                    "not found: run " + shown,
                    "the id is misspelt, or the run belongs to another namespace",
                    "mesh run list");
        }
        String some = String.join(", ", ids.stream().limit(SHOWN).toList()) + (ids.size() > SHOWN ? ", …" : "");
        return CliException.of(
                ExitCode.NOT_FOUND,
                CliErrors.NOT_FOUND,
                "not found: run " + shown + "; " + ids.size() + " runs start with that",
                "they are " + some,
                "mesh run get " + ids.first());
    }
}
