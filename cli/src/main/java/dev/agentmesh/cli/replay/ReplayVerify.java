package dev.agentmesh.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.cli.run.RunFinder;
import dev.agentmesh.eventlog.error.EventLogErrors;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.replay.Verdict;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Proves logs of runs: that they are as they were written, tell what can happen,",
            "and fold to the state the orchestrator has."
        })
final class ReplayVerify implements Callable<Integer> {
    private final Cli cli;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Ids, or enough of their beginnings.")
    private List<String> given = List.of();

    @Option(names = "--all", description = "Every run there is.")
    private boolean all;

    @Option(names = "--since", paramLabel = "DURATION", description = "Every run that started within this time.")
    private @Nullable Duration since;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    ReplayVerify(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        boolean several = all || since != null;
        if (several == !given.isEmpty()) {
            throw CliException.usage("name runs, or take all with --all or --since", "mesh replay verify --all");
        }
        List<Verdict> verdicts;
        try (var mesh = cli.open(connection)) {
            verdicts = several ? verifyAll(mesh.runs()) : verifyNamed(mesh.runs());
        }
        show(format, verdicts);
        return ExitCode.OK.number();
    }

    private List<Verdict> verifyNamed(RunGateway runs) {
        var finder = new RunFinder(runs);
        List<Verdict> verdicts = new ArrayList<>();
        for (String one : given) {
            String id = finder.find(one).id();
            // The state first: the log then reaches at least as far.
            Optional<LiveState> live =
                    Optional.ofNullable(live(runs, List.of(id)).get(id));
            verdicts.add(Replayer.verify(id, runs.log(id), live));
        }
        return verdicts;
    }

    private List<Verdict> verifyAll(RunGateway runs) {
        Map<String, List<LogRecord>> ids = logs(runs);
        Map<String, LiveState> live = live(runs, List.copyOf(ids.keySet()));
        Map<String, List<LogRecord>> logs = logs(runs);
        Instant earliest =
                since == null ? Instant.MIN : cli.shell().clock().instant().minus(since);
        List<Verdict> verdicts = new ArrayList<>();
        logs.forEach((id, log) -> {
            if (ids.containsKey(id) && startedAfter(log, earliest)) {
                verdicts.add(Replayer.verify(id, log, Optional.ofNullable(live.get(id))));
            }
        });
        return verdicts;
    }

    private static Map<String, List<LogRecord>> logs(RunGateway runs) {
        Map<String, List<LogRecord>> logs = new LinkedHashMap<>();
        runs.readAll(Span.ALL, found -> {
            logs.computeIfAbsent(found.runId(), id -> new ArrayList<>()).add(found);
            return Next.GO_ON;
        });
        return logs;
    }

    private static boolean startedAfter(List<LogRecord> log, Instant earliest) {
        return log.getFirst() instanceof LogRecord.LogEntry entry
                ? !entry.logged().at().isBefore(earliest)
                : true;
    }

    /** Without an orchestrator's changelog there is nothing to compare with; the log can be proved all the same. */
    private Map<String, LiveState> live(RunGateway runs, List<String> ids) {
        try {
            return runs.live(java.util.Set.copyOf(ids));
        } catch (MeshException missing) {
            if (!missing.error().equals(TopicErrors.MISSING_TOPIC)) {
                throw missing;
            }
            cli.screen().note("no orchestrator has kept state here yet; only the logs are proved");
            return Map.of();
        }
    }

    private void show(Format format, List<Verdict> verdicts) {
        var table = new Table("RUN", "RESULT", "EVENTS", "STATE", "DETAIL");
        List<ObjectNode> items = new ArrayList<>();
        verdicts.forEach(verdict -> {
            ObjectNode item = VerdictJson.of(verdict);
            items.add(item);
            table.row(
                    verdict.runId(),
                    item.path("result").asText(),
                    item.path("events").asText(""),
                    shortened(item.path("stateSha256").asText("")),
                    item.path("detail").asText(""));
        });
        cli.screen().list(format, "runs", items, table);
        List<Verdict> bad =
                verdicts.stream().filter(v -> !(v instanceof Verdict.Same)).toList();
        cli.screen().note(verdicts.size() - bad.size() + " of " + verdicts.size() + " runs verified");
        if (!bad.isEmpty()) {
            throw refused(bad.getFirst(), bad.size(), verdicts.size());
        }
    }

    private static CliException refused(Verdict bad, int count, int total) {
        ErrorCode code = switch (bad) {
            case Verdict.Differs _ -> EventLogErrors.REPLAY_DIFFERS;
            case Verdict.Broken broken ->
                broken.code().equals(EventLogErrors.CHAIN_BROKEN.code())
                        ? EventLogErrors.CHAIN_BROKEN
                        : EventLogErrors.ILLEGAL_HISTORY;
            case Verdict.Same _ -> throw new IllegalArgumentException("nothing is wrong with it");
        };
        return new CliException(
                ExitCode.INVALID,
                code,
                count + " of " + total + " runs could not be verified; the first is " + bad.runId() + ": "
                        + VerdictJson.of(bad).path("detail").asText());
    }

    private static String shortened(String sha) {
        return sha.length() > 12 ? sha.substring(0, 12) + "…" : sha;
    }
}
