package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.orchestrator.state.HearerStore;
import dev.agentmesh.orchestrator.state.RecentRuns;
import dev.agentmesh.orchestrator.state.StartQueue;
import dev.agentmesh.orchestrator.state.StartStore;
import dev.agentmesh.orchestrator.state.StartStore.Waiting;
import dev.agentmesh.orchestrator.state.StoredRun;
import dev.agentmesh.orchestrator.state.Sweep;
import dev.agentmesh.orchestrator.state.TimerStore;
import dev.agentmesh.orchestrator.wire.Inbound;
import dev.agentmesh.orchestrator.wire.Refused;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decodes a record, finds its run and definition, has the core decide, and hands the decision on. One per task. */
final class RunProcessor implements Processor<byte[], byte[], byte[], OutRecord> {
    /** How often due timers are looked for; they are never early and late by about this. */
    private static final Duration TICK = Duration.ofMillis(20);

    /** Timers that fire in one tick: a million due at once must not outlast a transaction. */
    private static final int SLICE = 500;

    /** How often a stretch of the store is looked through for runs that can be forgotten. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** Starts that are let in in one tick when the orchestrator has caught up. */
    private static final int ADMITTED = 100;

    /** How long a start waits for a definition that was deployed a moment before it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Parts parts;
    private @Nullable Wiring wiring;
    private long lastNow;

    RunProcessor(Parts parts) {
        this.parts = parts;
    }

    /** What there is once Streams has given us a context. */
    private record Wiring(
            ProcessorContext<byte[], OutRecord> context,
            RecentRuns runs,
            TimerStore timers,
            StartStore starts,
            StartQueue queue,
            HearerStore hearers,
            Outbox outbox) {}

    @Override
    public void init(ProcessorContext<byte[], OutRecord> context) {
        KeyValueStore<Bytes, byte[]> runs = context.getStateStore(NodeNames.RUNS);
        TimerStore timers = new TimerStore(context.getStateStore(NodeNames.TIMERS), runs);
        KeyValueStore<Bytes, byte[]> starts = context.getStateStore(NodeNames.STARTS);
        HearerStore hearers = new HearerStore(context.getStateStore(NodeNames.HEARERS));
        // Made anew whenever Streams gives us our stores back: what was remembered may have been taken back with a
        // transaction.
        RecentRuns recent = new RecentRuns(runs);
        wiring = new Wiring(
                context,
                recent,
                timers,
                new StartStore(starts),
                new StartQueue(starts),
                hearers,
                new Outbox(context, parts, timers, hearers));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
        Sweep sweep = new Sweep(runs, recent, parts.keepFinished());
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, _ -> sweep.sweep(now()));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = wired().context().recordMetadata().orElseThrow();
        try {
            if (from.topic().equals(parts.names().commands())) {
                command(record, from);
            } else {
                result(record, from);
            }
        } catch (UndecodableRecord e) {
            wired().outbox().poison(record, from, now(), e.code(), String.valueOf(e.getMessage()));
        } catch (Refused e) {
            wired().outbox().poison(record, from, now(), e.code(), e.text());
        }
        if (parts.backlog().processed()) {
            wired().context().commit();
        }
    }

    private void command(Record<byte[], byte[]> record, RecordMetadata from) throws UndecodableRecord, Refused {
        CommandMessage message = parts.codecs().commands().decode(record.value());
        String cause = cause(from);
        if (message.body() instanceof CommandMessage.AnnounceEvent(CommandMessage.SignalText event)) {
            announce(event.name(), parts.inbound().command(message, now()), cause);
            return;
        }
        requireKey(record.key(), message.header().runId());
        if (message.body() instanceof CommandMessage.StartRun start) {
            if (mustWait(start)) {
                wired().queue().put(new Waiting(message.header().runId(), now(), cause, record.value()));
            } else {
                start(message, start, cause, record.value(), now());
            }
            return;
        }
        String runId = message.header().runId();
        if (message.body() instanceof CommandMessage.CancelRun && isCanceledBeforeItStarts(runId, cause)) {
            return;
        }
        wired().queue().take(runId).ifPresent(this::startAgain);
        decide(runId, parts.inbound().command(message, now()), cause, Optional.empty());
    }

    /** Runs that have begun come first, and what they start themselves is a part of them. */
    private boolean mustWait(CommandMessage.StartRun start) {
        return start.parentage().isEmpty()
                && (parts.backlog().isBehind() || !wired().queue().isEmpty());
    }

    /** Every run of this partition that waits for the event hears of it; who has it published sends one to each partition. */
    private void announce(String event, Command command, String cause) {
        for (String runId : wired().hearers().runs(event)) {
            try {
                decide(runId, command, cause, Optional.empty());
            } catch (Refused e) {
                // The others that wait must hear of it all the same.
                wired().outbox().log("event", runId, e);
            }
        }
    }

    /** A start that still waits, for its definition or for its turn, must not go on once its run was canceled. */
    private boolean isCanceledBeforeItStarts(String runId, String cause) throws UndecodableRecord {
        Optional<Waiting> waiting =
                wired().starts().find(runId).or(() -> wired().queue().take(runId));
        if (waiting.isPresent()
                && parts.codecs().commands().decode(waiting.get().value()).body()
                        instanceof CommandMessage.StartRun start) {
            wired().starts().remove(runId);
            Failure canceled = new Failure(
                    FailureKind.WORKFLOW, "MESH-4154", "Run " + runId + " was canceled before it had started");
            StoredRun run = wired().runs().get(runId);
            carryOut(run, parts.decider().refuse(run, refusal(start, canceled)), now(), cause, Optional.empty());
        }
        return waiting.isPresent();
    }

    private void start(
            CommandMessage message, CommandMessage.StartRun start, String cause, byte[] value, Instant firstSeen)
            throws Refused {
        String runId = message.header().runId();
        Command.StartRun command = (Command.StartRun) parts.inbound().command(message, now());
        StoredRun run = wired().runs().get(runId);
        var outline = parts.definitions().find(start.workflow(), start.version());
        if (outline.isPresent()) {
            Optional<Failure> problem = parts.startCheck().problem(outline.get().workflow(), command.input());
            carryOut(
                    run,
                    problem.isPresent()
                            ? parts.decider().refuse(run, refusal(start, problem.get()))
                            : parts.decider().decide(outline.get(), run, command),
                    now(),
                    cause,
                    Optional.empty());
        } else if (now().isBefore(firstSeen.plus(PATIENCE))) {
            wired().starts().put(new Waiting(runId, firstSeen, cause, value));
        } else {
            Failure unknown = new Failure(
                    FailureKind.WORKFLOW,
                    "MESH-4124",
                    "No workflow \"" + start.workflow()
                            + start.version().map(v -> "@" + v).orElse("")
                            + "\" is deployed; deploy it, or look at the names with: mesh workflow list");
            carryOut(run, parts.decider().refuse(run, refusal(start, unknown)), now(), cause, Optional.empty());
        }
    }

    private Command.RefuseStart refusal(CommandMessage.StartRun start, Failure failure) {
        return new Command.RefuseStart(now(), start.workflow(), failure, Inbound.parent(start));
    }

    private void result(Record<byte[], byte[]> record, RecordMetadata from) throws UndecodableRecord, Refused {
        ResultMessage message = parts.codecs().results().decode(record.value());
        requireKey(record.key(), message.header().runId());
        decide(message.header().runId(), parts.inbound().report(message, now()), cause(from), Optional.of(message));
    }

    private void decide(String runId, Command command, String cause, Optional<ResultMessage> result) throws Refused {
        StoredRun run = wired().runs().get(runId);
        Optional<RunCell> cell = run.get(CellKey.RUN).map(RunCell.class::cast);
        if (cell.isEmpty()) {
            throw new Refused("MESH-7001", "There is no run " + runId + " that " + command.name() + " could be for");
        }
        var workflow = cell.get().workflow();
        var outline = parts.definitions()
                .pinned(workflow)
                .orElseThrow(() -> new Refused(
                        "MESH-4123",
                        "Run " + runId + " runs on " + workflow + " with hash " + workflow.hash()
                                + ", which is no longer deployed; deploy that text again and redrive"));
        carryOut(run, parts.decider().decide(outline, run, command), command.at(), cause, result);
    }

    /** A run that is over is hardly asked for again: its place is for one that is open. */
    private void carryOut(StoredRun run, Decision decision, Instant at, String cause, Optional<ResultMessage> result) {
        wired().outbox().carryOut(run, decision, at, cause, result);
        if (run.isOver()) {
            wired().runs().forget(run.runId());
        }
    }

    /** A record under another key stands on another partition than its run, where it would find an empty state. */
    private static void requireKey(byte @Nullable [] key, String runId) throws Refused {
        String found = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
        if (!found.equals(runId)) {
            String shown = found.length() <= 100 ? found : found.substring(0, 100) + "…";
            throw new Refused("MESH-6013", "The record's key must be its run id " + runId + " but is " + shown);
        }
    }

    private void tick() {
        boolean fired = false;
        for (TimerStore.Due due : wired().timers().due(now().toEpochMilli(), SLICE)) {
            wired().timers().clear(due.runId(), due.timer(), due.due());
            fire(due);
            fired = true;
        }
        for (Waiting waiting : wired().starts().waiting()) {
            wired().starts().remove(waiting.runId());
            startAgain(waiting);
            fired = true;
        }
        if (!parts.backlog().isBehind()) {
            for (Waiting waiting : wired().queue().take(ADMITTED)) {
                startAgain(waiting);
                fired = true;
            }
        }
        if (fired) {
            wired().context().commit();
        }
    }

    private void fire(TimerStore.Due due) {
        try {
            decide(due.runId(), new Command.TimerDue(now(), due.timer()), "timer", Optional.empty());
        } catch (Refused e) {
            wired().outbox().log("timer", due.runId(), e);
        }
    }

    private void startAgain(Waiting waiting) {
        try {
            CommandMessage message = parts.codecs().commands().decode(waiting.value());
            if (message.body() instanceof CommandMessage.StartRun start) {
                start(message, start, waiting.cause(), waiting.value(), waiting.firstSeen());
            }
        } catch (UndecodableRecord | Refused e) {
            throw new IllegalStateException("Expected the start of " + waiting.runId() + " to decode again", e);
        }
    }

    /** The orchestrator's clock decides what time it is in a run; it never runs backwards. */
    private Instant now() {
        lastNow = Math.max(lastNow, wired().context().currentSystemTimeMs());
        return Instant.ofEpochMilli(lastNow);
    }

    private static String cause(RecordMetadata from) {
        return from.topic() + "-" + from.partition() + ":" + from.offset();
    }

    private Wiring wired() {
        Wiring now = wiring;
        if (now == null) {
            throw new IllegalStateException("Expected init before the first record");
        }
        return now;
    }
}
