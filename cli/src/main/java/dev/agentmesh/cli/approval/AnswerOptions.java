package dev.agentmesh.cli.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.run.Watch;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What comes with every answer, and the way it takes: sent is not answered. */
final class AnswerOptions {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(30);

    @Parameters(index = "0", paramLabel = "ID", description = "RUN/STEP, or the run while it asks only one question.")
    private String given = "";

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why; it goes into the log and to the next step.")
    private String comment = "";

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "A value of the form; JSON where it is JSON, else text.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--by", paramLabel = "NAME", description = "Who answers; this user unless given.")
    private @Nullable String by;

    @Option(names = "--role", paramLabel = "NAME", description = "A role of who answers; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(names = "--shown", paramLabel = "HASH", description = "Answers only if this is what is asked.")
    private @Nullable String shown;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    /** Answers, and says what the orchestrator made of it. */
    int answer(Cli cli, String choice) {
        Format format = output.format();
        ApprovalSummary approval;
        Optional<Failure> refusal;
        try (var mesh = cli.open(connection)) {
            approval = new ApprovalFinder(mesh.runs()).find(given);
            refusal = send(cli, mesh.runs(), approval, choice);
        }
        if (refusal.isPresent()) {
            throw refused(approval, refusal.get());
        }
        if (format == Format.JSON) {
            cli.screen().document(Json.document().put("id", approval.id()).put("choice", choice));
        } else {
            cli.screen().text(approval.id() + "  " + choice);
        }
        return ExitCode.OK.number();
    }

    /** Why it was refused; empty when it counts. */
    private Optional<Failure> send(Cli cli, RunGateway runs, ApprovalSummary approval, String choice) {
        Span log = runs.fromNow(approval.runId());
        String who = by == null ? cli.user() : by;
        runs.send(new CommandMessage(
                MessageHeader.of(approval.runId(), cli.shell().clock().instant(), "cli"),
                new CommandMessage.DecideApproval(
                        approval.path().text(),
                        choice,
                        form(),
                        comment,
                        who,
                        roles,
                        shown == null ? approval.shown() : shown)));
        var watch = new Watch<>(ACCEPTANCE, record -> verdict(record, approval, who));
        runs.read(approval.runId(), log, watch);
        return watch.found()
                .orElseThrow(() -> CliException.of(
                        ExitCode.TIMEOUT,
                        CliErrors.TIMED_OUT,
                        "the orchestrator has not answered within " + ACCEPTANCE.toSeconds() + " s",
                        "no orchestrator runs, or it is far behind; the answer is stored and will be taken up",
                        "mesh approval get " + approval.id()));
    }

    private Optional<Payload> form() {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode form = Json.object();
        values.forEach((field, value) ->
                Json.parsed(value).ifPresentOrElse(json -> form.set(field, json), () -> form.put(field, value)));
        return Optional.of(Payload.json(form.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Optional<Failure>> verdict(LogRecord record, ApprovalSummary approval, String who) {
        if (!(record instanceof LogRecord.LogEntry entry)) {
            return Optional.empty();
        }
        return switch (entry.logged().event()) {
            case OutsideEvent.ApprovalAnswered answered
            when answered.path().equals(approval.path())
                    && answered.answer().by().equals(who) -> Optional.of(Optional.empty());
            case Event.CommandRejected rejected
            when rejected.command().equals("DecideApproval") -> Optional.of(Optional.of(rejected.failure()));
            case Event.RunEvent _, Event.TaskEvent _, Event.StepEvent _, OutsideEvent _ -> Optional.empty();
        };
    }

    private static CliException refused(ApprovalSummary approval, Failure failure) {
        ExitCode exit = switch (failure.code()) {
            case "MESH-8002" -> ExitCode.NOT_ALLOWED;
            case "MESH-8005", "MESH-8006", "MESH-5003" -> ExitCode.INVALID;
            default -> ExitCode.CONFLICT;
        };
        return new CliException(
                exit,
                new ErrorCode(
                        failure.code(),
                        failure.message(),
                        "the orchestrator refused the answer",
                        "mesh approval get " + approval.id()),
                failure.message());
    }
}
