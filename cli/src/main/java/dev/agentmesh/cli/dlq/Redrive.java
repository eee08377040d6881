package dev.agentmesh.cli.dlq;

import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.run.Watch;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.DeadLetter.ExhaustedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redrives letters and, where that can be known, finds out what became of them: redriven is not fixed. */
final class Redrive {
    private final MeshGateway mesh;
    private final Screen screen;

    Redrive(MeshGateway mesh, Screen screen) {
        this.mesh = mesh;
        this.screen = screen;
    }

    /** What became of a letter. */
    enum Fate {
        /** Put back; nothing else is known. */
        SENT,
        /** The task has completed. */
        FIXED,
        /** It is in the dead letters again. */
        DEAD_AGAIN,
        /** The task failed for good, or its run ended. */
        FAILED,
        /** Nothing was put back. */
        REFUSED,
        /** Time was up. */
        UNKNOWN;

        boolean isBad() {
            return this == DEAD_AGAIN || this == FAILED || this == REFUSED || this == UNKNOWN;
        }
    }

    /** @param exit what a command about this letter alone ends with */
    record Item(String id, Fate fate, String detail, ExitCode exit) {}

    static String preview(List<StoredLetter> letters) {
        long waiting = letters.stream()
                .filter(stored -> stored.letter().body() instanceof ExhaustedTask task && task.held())
                .map(stored -> stored.letter().header().runId())
                .distinct()
                .count();
        return "would redrive " + letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters")
                + (waiting == 0 ? "" : "; " + waiting + (waiting == 1 ? " run waits" : " runs wait") + " for them");
    }

    List<Item> send(RedriveRequest request) {
        return mesh.letters().redrive(request).stream().map(Redrive::item).toList();
    }

    /** Letters of tasks are followed in their runs' logs; what becomes of other records nobody reports. */
    List<Item> andWait(List<StoredLetter> letters, RedriveRequest request, Duration patience) {
        Map<String, Span> logs = new HashMap<>();
        Map<String, ExhaustedTask> tasks = new HashMap<>();
        for (StoredLetter stored : letters) {
            if (stored.letter().body() instanceof ExhaustedTask task) {
                tasks.put(stored.letter().id(), task);
                logs.computeIfAbsent(runOf(task), run -> mesh.runs().fromNow(run));
            }
        }
        long giveUp = patience.toDays() > 365 ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos();
        List<Item> items = new ArrayList<>();
        for (Item sent : send(request)) {
            ExhaustedTask task = tasks.get(sent.id());
            if (sent.fate() != Fate.SENT || task == null) {
                items.add(sent);
                continue;
            }
            Duration left = giveUp == Long.MAX_VALUE ? patience : Duration.ofNanos(giveUp - System.nanoTime());
            Item item = await(sent.id(), task, logs.getOrDefault(runOf(task), Span.ALL), left);
            items.add(item);
            screen.note("redriven " + items.size() + "/" + letters.size() + "  " + item.id() + "  " + item.detail());
        }
        return items;
    }

    private Item await(String id, ExhaustedTask task, Span log, Duration patience) {
        var watch = new Watch<>(patience, record -> fate(id, task.stepPath(), record));
        mesh.runs().read(runOf(task), log, watch);
        return watch.found()
                .orElseGet(() -> new Item(id, Fate.UNKNOWN, "no answer within the time-out", ExitCode.TIMEOUT));
    }

    private static Optional<Item> fate(String id, String stepPath, LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)) {
            return Optional.empty();
        }
        return switch (entry.logged().event()) {
            case Event.TaskEvent task when task.path().text().equals(stepPath) -> ofTask(id, task);
            case Event.TaskEvent _, Event.StepEvent _, OutsideEvent _ -> Optional.empty();
            case Event.RunEvent run -> ofRun(id, run);
        };
    }

    private static Optional<Item> ofTask(String id, Event.TaskEvent event) {
        return switch (event) {
            case Event.TaskCompleted done ->
                Optional.of(new Item(id, Fate.FIXED, "completed at attempt " + done.attempt(), ExitCode.OK));
            case Event.TaskDeadLettered dead ->
                Optional.of(new Item(
                        id,
                        Fate.DEAD_AGAIN,
                        dead.deadLetterId() + ": " + dead.failure().message() + " ("
                                + dead.failure().code() + ")",
                        ExitCode.RUN_FAILED));
            case Event.TaskFailed failed ->
                Optional.of(new Item(id, Fate.FAILED, failed.failure().message(), ExitCode.RUN_FAILED));
            case Event.TaskCanceled canceled ->
                Optional.of(new Item(id, Fate.FAILED, "canceled: " + canceled.reason(), ExitCode.CANCELED));
            case Event.TaskDispatched _,
                    Event.TaskRetried _,
                    Event.TaskReassigned _,
                    Event.TaskRedirected _,
                    Event.AttemptEnded _,
                    Event.TaskRedriven _,
                    Event.TaskProgressed _,
                    Event.BoardWritten _,
                    Event.LateResultIgnored _ -> Optional.empty();
        };
    }

    private static Optional<Item> ofRun(String id, Event.RunEvent event) {
        return switch (event) {
            case Event.CommandRejected rejected ->
                Optional.of(new Item(
                        id,
                        Fate.REFUSED,
                        rejected.failure().message() + " (" + rejected.failure().code() + ")",
                        ExitCode.CONFLICT));
            case Event.RunFailed failed ->
                Optional.of(new Item(id, Fate.FAILED, failed.failure().message(), ExitCode.RUN_FAILED));
            case Event.RunCanceled _ ->
                Optional.of(new Item(id, Fate.FAILED, "the run was canceled", ExitCode.CANCELED));
            case Event.RunStarted _,
                    Event.RunRejected _,
                    Event.RunCompleted _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> Optional.empty();
        };
    }

    private static String runOf(ExhaustedTask task) {
        return task.taskId()
                .substring(0, task.taskId().length() - task.stepPath().length() - 1);
    }

    private static Item item(RedriveResult result) {
        return switch (result) {
            case RedriveResult.Done done -> new Item(done.id(), Fate.SENT, "to " + done.topic(), ExitCode.OK);
            case RedriveResult.Refused refused -> {
                boolean unknown = refused.error().equals(TopicErrors.UNKNOWN_LETTER);
                yield new Item(
                        refused.id(), Fate.REFUSED, refused.what(), unknown ? ExitCode.NOT_FOUND : ExitCode.CONFLICT);
            }
        };
    }
}
