package dev.agentmesh.cli.run;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.RunProjection;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redirect",
        description = {
            "Gives an open task to another agent, with the same input and all of its attempts again.",
            "Whoever works on it is told to stop, and an answer of theirs counts no longer."
        })
final class RunRedirect implements Callable<Integer> {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);
    private static final String COMMAND = "RedirectTask";

    private final Cli cli;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Parameters(index = "1", paramLabel = "STEP", description = "The step's id, or its path where it runs in several.")
    private String step = "";

    @Option(
            names = "--to",
            paramLabel = "AGENT[/SKILL]",
            required = true,
            description = "Which agent; without a skill the task's own, or the only one there is.")
    private String to = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the log.")
    private String reason = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunRedirect(Cli cli) {
        this.cli = cli;
    }

    /** What became of it. */
    private sealed interface Fate {
        record Given(String agent, String skill) implements Fate {}

        record Refused(String code, String message) implements Fate {}
    }

    @Override
    public Integer call() {
        Format format = output.format();
        String id;
        String path;
        Fate fate;
        try (var mesh = cli.open(connection)) {
            RunFinder.Found found = new RunFinder(mesh.runs()).find(given);
            id = found.id();
            path = path(found);
            fate = send(mesh.runs(), id, path);
        }
        switch (fate) {
            case Fate.Given done -> show(format, id, path, done);
            case Fate.Refused(String code, String message) -> throw refused(id, code, message);
        }
        return ExitCode.OK.number();
    }

    /** The open task that is meant; what is not found is left to the orchestrator to refuse. */
    private String path(RunFinder.Found run) {
        var projection = new RunProjection(run.id());
        RunFinder.events(run.log()).forEach(projection::accept);
        List<String> paths = projection.summary().openTasks().stream()
                .map(OpenTask::path)
                .filter(path -> path.text().equals(step) || path.id().equals(step))
                .map(path -> path.text())
                .toList();
        if (paths.size() > 1 && !paths.contains(step)) {
            throw CliException.usage(
                    "step " + step + " has " + paths.size() + " open tasks: " + String.join(", ", paths),
                    "mesh run redirect " + run.id() + " " + paths.getFirst() + " --to " + to);
        }
        return paths.size() == 1 ? paths.getFirst() : step;
    }

    private Fate send(RunGateway runs, String id, String path) {
        int slash = to.indexOf('/');
        String agent = slash < 0 ? to : to.substring(0, slash);
        Optional<String> skill = slash < 0 ? Optional.empty() : Optional.of(to.substring(slash + 1));
        Span log = runs.fromNow(id);
        runs.send(new CommandMessage(
                MessageHeader.of(id, cli.shell().clock().instant(), "cli"), command(path, agent, skill)));
        var watch = new Watch<>(ACCEPTANCE, record -> fate(path, record));
        runs.read(id, log, watch);
        return watch.found()
                .orElseThrow(() -> CliException.of(
                        ExitCode.TIMEOUT,
                        CliErrors.TIMED_OUT,
                        "the orchestrator has not answered within " + ACCEPTANCE.toSeconds() + " s",
                        "no orchestrator runs, or it is far behind; the order is stored and will be taken up",
                        "mesh run events " + id));
    }

    private CommandMessage.RedirectTask command(String path, String agent, Optional<String> skill) {
        try {
            return new CommandMessage.RedirectTask(path, agent, skill, reason, cli.user());
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(String.valueOf(wrong.getMessage()), "mesh run redirect RUN STEP --to AGENT/SKILL");
        }
    }

    private static Optional<Fate> fate(String path, LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)) {
            return Optional.empty();
        }
        if (entry.logged().event() instanceof Event.TaskRedirected done
                && done.path().text().equals(path)) {
            return Optional.of(new Fate.Given(done.agent(), done.skill()));
        }
        return entry.logged().event() instanceof Event.CommandRejected rejected
                        && rejected.command().equals(COMMAND)
                ? Optional.of(new Fate.Refused(
                        rejected.failure().code(), rejected.failure().message()))
                : Optional.empty();
    }

    private void show(Format format, String id, String path, Fate.Given done) {
        if (format == Format.JSON) {
            cli.screen()
                    .document(Json.document()
                            .put("id", id)
                            .put("step", path)
                            .put("agent", done.agent())
                            .put("skill", done.skill()));
        } else {
            cli.screen()
                    .text(id + "  " + path + "  given to " + done.agent()
                            + (done.skill().isEmpty() ? "" : "/" + done.skill()));
        }
    }

    private static CliException refused(String id, String code, String message) {
        return new CliException(
                ExitCode.CONFLICT,
                new ErrorCode(code, message, "the orchestrator refused it", "mesh run get " + id),
                message);
    }
}
