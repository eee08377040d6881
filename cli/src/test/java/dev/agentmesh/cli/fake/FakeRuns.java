package dev.agentmesh.cli.fake;

import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.eventlog.read.LogVisitor;
import dev.agentmesh.eventlog.read.Next;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.topics.message.CommandMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Logs of runs. Commands are answered by what the test says an orchestrator would write. */
public final class FakeRuns implements RunGateway {
    private final Map<String, TestLog> logs = new LinkedHashMap<>();
    private final List<CommandMessage> sent = new ArrayList<>();
    private final Map<String, LiveState> live = new HashMap<>();
    private final Map<String, Map.Entry<String, List<Event>>> afterRedrive = new HashMap<>();
    private Function<CommandMessage, List<Event>> orchestrator = command -> List.of();

    /** The log of a run, empty at first. */
    public TestLog given(String runId, Event... events) {
        TestLog log = logs.computeIfAbsent(runId, TestLog::new);
        log.add(events);
        return log;
    }

    public FakeRuns answering(Function<CommandMessage, List<Event>> answers) {
        orchestrator = answers;
        return this;
    }

    /** What happens in a run once a letter is redriven. */
    public FakeRuns afterRedriveOf(String letter, String runId, Event... events) {
        afterRedrive.put(letter, Map.entry(runId, List.of(events)));
        return this;
    }

    public FakeRuns keeping(LiveState state) {
        live.put(state.runId(), state);
        return this;
    }

    public List<CommandMessage> sent() {
        return sent;
    }

    void redriven(String letter) {
        var effect = afterRedrive.get(letter);
        if (effect != null) {
            given(effect.getKey(), effect.getValue().toArray(Event[]::new));
        }
    }

    @Override
    public void send(CommandMessage command) {
        sent.add(command);
        given(command.header().runId(), orchestrator.apply(command).toArray(Event[]::new));
    }

    /** Four partitions; what waits in runs is not looked at. */
    @Override
    public int announce(CommandMessage command) {
        sent.add(command);
        return 4;
    }

    /** The partition number stands for how many records there were. */
    @Override
    public Span fromNow(String runId) {
        return Span.of(new Span.Start.Offsets(Map.of(0, (long) records(runId).size())), new Span.Stop.Never());
    }

    @Override
    public List<LogRecord> log(String runId) {
        return records(runId);
    }

    @Override
    public void read(String runId, Span span, LogVisitor visitor) {
        int from = span.from() instanceof Span.Start.Offsets(var offsets)
                ? offsets.getOrDefault(0, 0L).intValue()
                : 0;
        List<LogRecord> records = records(runId);
        for (LogRecord record : records.subList(from, records.size())) {
            if (visitor.accept(record) == Next.STOP) {
                return;
            }
        }
        // Nothing more will ever come: what waits for it must give up by itself.
        while (span.to() instanceof Span.Stop.Never && visitor.idle() == Next.GO_ON) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void readAll(Span span, LogVisitor visitor) {
        for (TestLog log : List.copyOf(logs.values())) {
            for (LogRecord record : log.records()) {
                if (visitor.accept(record) == Next.STOP) {
                    return;
                }
            }
        }
    }

    @Override
    public Map<String, LiveState> live(Set<String> runIds) {
        var found = new HashMap<>(live);
        found.keySet().retainAll(runIds);
        return found;
    }

    private List<LogRecord> records(String runId) {
        TestLog log = logs.get(runId);
        return log == null ? List.of() : log.records();
    }

    /** The events of a log, for assertions. */
    public List<Event> events(String runId) {
        return records(runId).stream()
                .map(record -> ((LogEntry) record).logged().event())
                .toList();
    }
}
