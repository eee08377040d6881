package dev.agentmesh.eventlog.samples;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.pattern.Surroundings;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellChange;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.chain.EventAppender;
import dev.agentmesh.eventlog.chain.EventAppender.Appended;
import dev.agentmesh.eventlog.chain.EventAppender.EncodedEvent;
import dev.agentmesh.eventlog.chain.HashChain;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run as the orchestrator would run it: commands are decided by the core, changes kept as state, events encoded and chained. The
 * state comes from decisions and the log from bytes, so comparing the two compares what production compares.
 */
public final class Simulation {
    private final EventCodec codec;
    private final EventAppender appender;
    /** Small, so that some decisions are put off. */
    private static final int SLICE = 40;

    /** The agent that is up beside those of the definition. */
    static final String SPARE = "spare";

    private final Decider decider = new Decider(
            new LiteralExpressions(),
            new Surroundings() {
                @Override
                public List<AgentCard> agents() {
                    return List.of(new AgentCard(SPARE, "does what others do", List.of("work")));
                }
            },
            SLICE);
    private final Outline outline;
    private final State state;
    private final List<LogRecord> log = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private final List<Effect.DispatchTask> handedOut = new ArrayList<>();
    private final Map<Timer, Instant> timers = new LinkedHashMap<>();
    private LogHead head = LogHead.EMPTY;
    private Instant now = SampleRun.START;

    public Simulation(String runId, Workflow workflow) {
        this(runId, workflow, Codecs.events());
    }

    public Simulation(String runId, Workflow workflow, EventCodec codec) {
        this.codec = codec;
        this.appender = new EventAppender(codec);
        this.outline = new Outline(workflow);
        this.state = new State(runId);
    }

    public static Simulation started(String runId, Workflow workflow) {
        Simulation simulation = new Simulation(runId, workflow);
        simulation.start();
        return simulation;
    }

    public void start() {
        take(new Command.StartRun(now, Payload.json("{\"pr\":7}"), Optional.empty(), Optional.empty(), "ana"));
    }

    public Simulation pass(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    public Instant now() {
        return now;
    }

    public Simulation take(Command command) {
        Decision decision = decider.decide(outline, state, command);
        Appended appended =
                appender.append(state.runId(), head, decision.events(), command.at(), "mesh.commands-0:" + log.size());
        for (EncodedEvent event : appended.events()) {
            log.add(read(event.value()));
            values.add(event.value());
        }
        head = appended.head();
        for (CellChange change : decision.changes()) {
            change.value()
                    .ifPresentOrElse(
                            cell -> state.cells.put(change.key(), cell), () -> state.cells.remove(change.key()));
        }
        decision.effects().forEach(this::carryOut);
        return this;
    }

    private LogRecord read(byte[] value) {
        try {
            LoggedEvent logged = codec.decode(value);
            return new LogRecord.LogEntry(
                    new LogPosition(Codecs.EVENTS, 0, log.size()),
                    logged,
                    HashChain.hash(logged.runId(), logged.seq(), logged.prevHash(), value));
        } catch (UndecodableRecord e) {
            throw new AssertionError(e);
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.DispatchTask dispatch -> handedOut.add(dispatch);
            case Effect.SetTimer set -> timers.put(set.timer(), set.due());
            case Effect.ClearTimer clear -> timers.remove(clear.timer(), clear.due());
            case Effect.CancelAttempt _,
                    Effect.WriteDeadLetter _,
                    Effect.PublishOutcome _,
                    Effect.HearEvent _,
                    Effect.IgnoreEvent _,
                    Effect.PublishRecord _,
                    Effect.StartChild _,
                    Effect.CancelChild _,
                    Effect.PauseChild _,
                    Effect.ResumeChild _,
                    Effect.TellParent _ -> {}
        }
    }

    /** Every attempt ever handed out, in order. */
    public List<Effect.DispatchTask> handedOut() {
        return handedOut;
    }

    /** The newest attempt of a step. */
    public Effect.DispatchTask attempt(String path) {
        return handedOut.stream()
                .filter(dispatch -> dispatch.path().text().equals(path))
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    /** An open step of a kind that waits for the world outside. */
    public <C extends Cell.PendingCell> Optional<Map.Entry<CellKey, C>> pending(Class<C> kind) {
        return state.cells.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(entry -> Map.entry(entry.getKey(), kind.cast(entry.getValue())))
                .findFirst();
    }

    public Map<Timer, Instant> timers() {
        return timers;
    }

    /** Lets the time pass until the timer is due, and it with it. */
    public Simulation fire(Timer timer) {
        Instant due = timers.remove(timer);
        if (due == null) {
            throw new IllegalStateException("no timer " + timer);
        }
        now = due.isAfter(now) ? due : now;
        return take(new Command.TimerDue(now, timer));
    }

    public String runId() {
        return state.runId();
    }

    public List<LogRecord> log() {
        return log;
    }

    /** The values of the log's records. */
    public List<byte[]> values() {
        return values;
    }

    public List<LoggedEvent> events() {
        return SampleLog.events(log);
    }

    public List<Event> bareEvents() {
        return events().stream().map(LoggedEvent::event).toList();
    }

    public LogHead head() {
        return head;
    }

    /** What a state store would hold. */
    public LiveState live() {
        return new LiveState(
                state.runId(), head.seq() == 0 ? Optional.empty() : Optional.of(head), new TreeMap<>(state.cells));
    }

    private static final class State implements RunView {
        private final String runId;
        private final TreeMap<CellKey, Cell> cells = new TreeMap<>();

        State(String runId) {
            this.runId = runId;
        }

        @Override
        public String runId() {
            return runId;
        }

        @Override
        public Optional<Cell> get(CellKey key) {
            return Optional.ofNullable(cells.get(key));
        }

        @Override
        public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
            return cells.keySet().stream()
                    .filter(key -> key.kind() == kind)
                    .filter(key -> scope.isRoot()
                            || key.path().equals(scope)
                            || key.path().isWithin(scope))
                    .toList();
        }
    }
}
