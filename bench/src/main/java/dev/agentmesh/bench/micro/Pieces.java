package dev.agentmesh.bench.micro;

import dev.agentmesh.bench.setup.Workflows;
import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.chain.HashChain;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.language.definition.AgentDirectory;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The small pieces of work, by name. A name that ends in {@code .ms} is told in milliseconds, all others in microseconds. */
public final class Pieces {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LONG = 1_000;

    private final EventCodec events;
    private final MessageCodec<ResultMessage> results;

    public Pieces(RecordSerde serde, TopicNames names) {
        events = new EventCodec(serde, names.events());
        results = new MessageCodecs(serde, names).results();
    }

    public Map<String, Supplier<?>> work() {
        Map<String, Supplier<?>> work = new LinkedHashMap<>();
        core(work);
        codecs(work);
        definitions(work);
        return work;
    }

    /** Deciding, folding and reacting are one call of {@link Decider}; six of them make a run of five steps. */
    private static void core(Map<String, Supplier<?>> work) {
        WholeRun five = new WholeRun(Workflows.source(Workflows.FIVE));
        work.put("decide.run5.us", five::events);
        work.put("decide.outcome.us", five.oneOutcome());
        WholeRun templates = new WholeRun(Workflows.source(Workflows.FIVE_TEMPLATES));
        work.put("decide.run5.cel.us", templates::events);
        Cell task = new Cell.InputCell(dev.agentmesh.core.value.Payload.of(new byte[] {'"', 'x', '"'}));
        byte[] stored = CellCodec.encode(task);
        work.put("cell.encode.us", () -> CellCodec.encode(task));
        work.put("cell.decode.us", () -> CellCodec.decode(stored));
    }

    private void codecs(Map<String, Supplier<?>> work) {
        Event dispatched = new WholeRun(Workflows.source(Workflows.FIVE))
                .events().stream()
                        .filter(Event.TaskDispatched.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        EventHash before = EventHash.of(new byte[EventHash.SIZE]);
        LoggedEvent logged = new LoggedEvent("bench-run-1", 2, AT, "mesh.results-0:1", before, dispatched);
        byte[] value = events.encode(logged);
        work.put("event.encode.us", () -> events.encode(logged));
        work.put("event.decode.us", () -> decoded(events, value));
        work.put("hash.us", () -> HashChain.hash("bench-run-1", 2, before, value));
        ResultMessage result = new ResultMessage(
                MessageHeader.of("bench-run-1", AT, "mesh.tasks.noop-0:1"),
                "bench-run-1/one",
                "one",
                1,
                "a".repeat(64),
                "noop",
                "noop-1",
                new TaskPosition(0, 1),
                new ResultMessage.Completed(Payload.json("\"x\""), List.of(), Duration.ofMillis(1)));
        byte[] told = results.encode(result);
        work.put("result.encode.us", () -> results.encode(result));
        work.put("result.decode.us", () -> decoded(results, told));
        work.put("registry.cached.us", () -> results.knows(told));
    }

    private static void definitions(Map<String, Supplier<?>> work) {
        String source = "mesh: v1\nworkflow: long\nsteps:\n"
                + IntStream.range(0, LONG)
                        .mapToObj(i -> "  - id: s" + i + "\n    agent: noop\n    with: ${input} and "
                                + (i == 0 ? "nothing" : "${steps.s" + (i - 1) + ".output}") + "\n")
                        .collect(Collectors.joining());
        WholeRun.parsed(source);
        WorkflowParser parser = new WorkflowParser();
        work.put("validate" + LONG + ".ms", () -> parser.parse(source, "long.yaml"));
        WorkflowParser typed = new WorkflowParser(new TypedAgent());
        work.put("validate" + LONG + ".typed.ms", () -> typed.parse(source, "long.yaml"));
    }

    /** One that says what it takes and gives, so that every expression is followed to its type. */
    private record TypedAgent() implements AgentDirectory {
        private static final String TEXT = "{\"type\":\"string\"}";

        @Override
        public List<String> agents() {
            return List.of("noop");
        }

        @Override
        public List<Skill> skills(String agent) {
            return List.of(new Skill("work", Optional.of(TEXT), Optional.of(TEXT)));
        }
    }

    private static <T> T decoded(MessageCodec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecord e) {
            throw new IllegalStateException(e);
        }
    }
}
