package dev.agentmesh.orchestrator.wire;

import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.orchestrator.lease.LeaseSeal;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.InvalidPayload;
import dev.agentmesh.topics.message.ResultMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What arrives, as the core's commands. Payloads are examined here, because whoever wrote them is not trusted to have. */
public final class Inbound {
    private final LeaseSeal leases;

    public Inbound(LeaseSeal leases) {
        this.leases = leases;
    }

    /** A start still lacks its definition; everything else is complete. */
    public Command command(CommandMessage message, Instant at) throws Refused {
        return switch (message.body()) {
            case CommandMessage.StartRun start ->
                new Command.StartRun(
                        at,
                        payload(start.input()),
                        start.title(),
                        start.timeLimit(),
                        start.by(),
                        start.parentage()
                                .map(parentage ->
                                        new Command.Parentage(parent(parentage.parent()), parentage.deadline())));
            case CommandMessage.CancelRun cancel -> new Command.CancelRun(at, cancel.reason(), cancel.by());
            case CommandMessage.PauseRun pause -> new Command.PauseRun(at, pause.reason(), pause.by());
            case CommandMessage.ResumeRun resume -> new Command.ResumeRun(at, resume.reason(), resume.by());
            case CommandMessage.RedirectTask redirect ->
                new Command.RedirectTask(
                        at,
                        new StepPath(redirect.stepPath()),
                        redirect.agent(),
                        redirect.skill(),
                        redirect.reason(),
                        redirect.by());
            case CommandMessage.RedriveTask redrive ->
                new Command.RedriveTask(
                        at,
                        new StepPath(redrive.stepPath()),
                        optional(redrive.input()),
                        redrive.reason(),
                        redrive.by());
            case CommandMessage.DecideApproval answer ->
                new Command.DecideApproval(
                        at,
                        new StepPath(answer.stepPath()),
                        answer.choice(),
                        optional(answer.form()),
                        answer.comment(),
                        answer.by(),
                        answer.roles(),
                        answer.shown());
            case CommandMessage.SignalRun(CommandMessage.SignalText signal) ->
                new Command.SignalRun(at, signal(signal));
            case CommandMessage.AnnounceEvent(CommandMessage.SignalText signal) ->
                new Command.AnnounceEvent(at, signal(signal));
            case CommandMessage.ChildRunEnded ended ->
                new Command.ChildRunEnded(
                        at,
                        new StepPath(ended.stepPath()),
                        ended.childId(),
                        RunStatus.valueOf(ended.status().name()),
                        optional(ended.output()),
                        ended.failure().map(Inbound::failure));
        };
    }

    /** The step that a start says it is for. */
    public static Optional<ParentLink> parent(CommandMessage.StartRun start) {
        return start.parentage().map(parentage -> parent(parentage.parent()));
    }

    private static ParentLink parent(CommandMessage.Parent parent) {
        return new ParentLink(parent.runId(), new StepPath(parent.stepPath()), parent.depth(), parent.detached());
    }

    private static Signal signal(CommandMessage.SignalText signal) throws Refused {
        return new Signal(signal.name(), payload(signal.payload()), signal.correlation(), signal.by());
    }

    private static Optional<Payload> optional(Optional<dev.agentmesh.topics.message.Payload> payload) throws Refused {
        return payload.isPresent() ? Optional.of(payload(payload.get())) : Optional.empty();
    }

    public Command.AttemptReport report(ResultMessage message, Instant at) {
        StepPath path = new StepPath(message.stepPath());
        int attempt = message.attempt();
        String worker = message.instance().isEmpty() ? message.agent() : message.instance();
        if (!leases.isGenuine(message.taskId(), attempt, message.lease())) {
            return new Command.ForgedReport(at, path, attempt, worker);
        }
        return switch (message.body()) {
            case ResultMessage.Completed done -> completed(done, at, path, attempt, worker);
            case ResultMessage.Failed failed ->
                new Command.ReportFailed(at, path, attempt, failure(failed.failure()), usage(failed.usage()), worker);
            case ResultMessage.Lost lost ->
                new Command.ReportFailed(
                        at,
                        path,
                        attempt,
                        new Failure(
                                FailureKind.LOST,
                                "MESH-4122",
                                "Worker \"" + lost.startedBy() + "\" had started this attempt and vanished"),
                        List.of(),
                        worker);
            case ResultMessage.Progressed progress ->
                new Command.ReportProgress(at, path, attempt, progress.part(), progress.text(), worker);
        };
    }

    private static Command.AttemptReport completed(
            ResultMessage.Completed done, Instant at, StepPath path, int attempt, String worker) {
        try {
            return new Command.ReportCompleted(
                    at,
                    path,
                    attempt,
                    value(done.output()),
                    usage(done.usage()),
                    worker,
                    done.duration(),
                    done.writes().stream().map(Inbound::write).toList());
        } catch (InvalidPayload | IllegalStateException e) {
            Failure failure = new Failure(
                    FailureKind.INVALID_OUTPUT,
                    e instanceof InvalidPayload invalid ? invalid.code() : "MESH-6014",
                    String.valueOf(e.getMessage()));
            return new Command.ReportFailed(at, path, attempt, failure, usage(done.usage()), worker);
        }
    }

    private static BoardWrite write(dev.agentmesh.topics.message.BoardWrite write) {
        return new BoardWrite(
                write.section(),
                write.key(),
                switch (write.mode()) {
                    case PUT -> BoardWrite.Mode.PUT;
                    case APPEND -> BoardWrite.Mode.APPEND;
                    case ADD -> BoardWrite.Mode.ADD;
                },
                write.version(),
                write.action(),
                value(write.value()));
    }

    private static Payload payload(dev.agentmesh.topics.message.Payload payload) throws Refused {
        try {
            return value(payload);
        } catch (InvalidPayload e) {
            throw new Refused(e.code(), String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new Refused("MESH-6014", String.valueOf(e.getMessage()));
        }
    }

    /** A value that its record says is an artifact is, from here on, the JSON that stands for one. */
    private static Payload value(dev.agentmesh.topics.message.Payload payload) {
        return payload.artifact()
                .map(ref -> Payload.json(ref.json()))
                .orElseGet(() -> Payload.of(payload.requireStrict().bytes()));
    }

    private static Failure failure(dev.agentmesh.topics.message.Failure failure) {
        FailureKind kind = Arrays.stream(FailureKind.values())
                .filter(k -> k != FailureKind.CIRCUIT_OPEN && k.name().equals(failure.kind()))
                .findFirst()
                .orElse(FailureKind.TRANSIENT);
        return new Failure(kind, failure.code(), failure.message());
    }

    private static List<Usage> usage(List<dev.agentmesh.topics.message.Usage> usage) {
        return usage.stream()
                .map(u -> new Usage(u.model(), u.inputTokens(), u.outputTokens(), u.usd()))
                .toList();
    }
}
