package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.OpenWait.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a run waits for outside, and the runs it started, while its events are read. For one thread. */
final class OpenWaits {
    private final SequencedMap<StepPath, OpenWait> open = new LinkedHashMap<>();
    private final List<String> children = new ArrayList<>();
    private int humans;

    void accept(OutsideEvent event, Instant at) {
        StepPath path = event.path();
        switch (event) {
            case OutsideEvent.ApprovalRequested e -> {
                humans++;
                put(new OpenWait(
                        path, Kind.HUMAN, e.question().title(), e.question().assign(), e.shown(), at, e.due()));
            }
            case OutsideEvent.ApprovalEscalated e ->
                open.computeIfPresent(
                        path,
                        (_, wait) -> new OpenWait(
                                path,
                                wait.kind(),
                                wait.what(),
                                wait.assign().isEmpty() ? "" : wait.assign() + " " + e.to(),
                                wait.shown(),
                                wait.since(),
                                Optional.of(e.due())));
            case OutsideEvent.WaitStarted e ->
                put(new OpenWait(path, e.event().isEmpty() ? Kind.TIMER : Kind.EVENT, e.event(), "", "", at, e.due()));
            case OutsideEvent.SignalReceived _, OutsideEvent.SignalTaken _ -> open.remove(path);
            case OutsideEvent.ChildStarted e -> {
                if (children.size() < RunProjection.TRACKED) {
                    children.add(e.childId());
                }
                if (!e.detached()) {
                    put(new OpenWait(path, Kind.RUN, e.childId(), "", "", at, e.due()));
                }
            }
            case OutsideEvent.ApprovalAnswered _,
                    OutsideEvent.ApprovalReminded _,
                    OutsideEvent.ApprovalExpired _,
                    OutsideEvent.SignalKept _,
                    OutsideEvent.MessagePublished _,
                    OutsideEvent.ChildEnded _,
                    OutsideEvent.ChildRefused _ -> {}
        }
    }

    void accept(Event.StepEvent event) {
        boolean over = event instanceof Event.StepCompleted
                || event instanceof Event.StepFailed
                || event instanceof Event.StepCanceled;
        if (over) {
            open.remove(event.path());
        }
    }

    void resume(RunSurroundings stored) {
        stored.waits().forEach(this::put);
        children.addAll(stored.children());
        humans = stored.humans();
    }

    void clear() {
        open.clear();
    }

    private void put(OpenWait wait) {
        if (open.size() < RunProjection.TRACKED) {
            open.put(wait.path(), wait);
        }
    }

    List<OpenWait> open() {
        return List.copyOf(open.values());
    }

    List<String> children() {
        return List.copyOf(children);
    }

    /** How many questions were put to people. */
    int humans() {
        return humans;
    }
}
