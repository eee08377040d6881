package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.HealthDecider;
import dev.agentmesh.core.health.HealthEvent;
import dev.agentmesh.orchestrator.health.HealthMessages;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the breaker of every agent: decodes what was heard, has the core decide, and tells everybody. The only one in a namespace, so of
 * all that ask for a test call one is granted it. Knows nothing of runs.
 */
final class HealthProcessor implements Processor<byte[], byte[], byte[], OutRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(HealthProcessor.class);

    private final Parts parts;
    private final HealthDecider decider;
    private final String source;
    private @Nullable Wiring wiring;

    HealthProcessor(Parts parts) {
        this.parts = parts;
        this.decider = new HealthDecider(parts.health().policy());
        this.source = "/" + parts.names().namespace() + "/" + Outbox.READER;
    }

    /** What there is once Streams has given us a context. */
    private record Wiring(ProcessorContext<byte[], OutRecord> context, KeyValueStore<Bytes, byte[]> breakers) {}

    @Override
    public void init(ProcessorContext<byte[], OutRecord> context) {
        wiring = new Wiring(context, context.getStateStore(NodeNames.BREAKERS));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = wired().context().recordMetadata().orElseThrow();
        try {
            take(
                    parts.codecs().health().decode(record.value()),
                    from.topic() + "-" + from.partition() + ":" + from.offset());
        } catch (UndecodableRecord e) {
            // Orchestrators alone write here; a word that is lost is one failure that is not counted.
            LOG.atError()
                    .addKeyValue("errorCode", e.code())
                    .addKeyValue("topic", from.topic())
                    .addKeyValue("partition", from.partition())
                    .addKeyValue("offset", from.offset())
                    .log("what was heard of an agent is passed over: {}", e.getMessage());
        }
        if (parts.backlog().processed()) {
            wired().context().commit();
        }
    }

    private void take(HealthSignal signal, String cause) {
        Bytes key = Bytes.wrap(signal.agent().getBytes(StandardCharsets.UTF_8));
        Optional<BreakerState> stored =
                Optional.ofNullable(wired().breakers().get(key)).map(this::decoded);
        Breaker before = stored.map(HealthMessages::breaker).orElse(Breaker.WELL);
        Optional<HealthEvent> event = decider.decide(before, HealthMessages.signal(signal));
        if (event.isEmpty()) {
            return;
        }
        boolean opens = event.get() instanceof HealthEvent.Opened;
        BreakerState after = new BreakerState(
                MessageHeader.of("", signal.header().at(), cause),
                signal.agent(),
                stored.map(BreakerState::openings).orElse(0L) + (opens ? 1 : 0),
                HealthMessages.body(HealthDecider.evolve(before, event.get())));
        byte[] value = parts.codecs().breakers().encode(after);
        wired().breakers().put(key, value);
        publish(after, value);
        log(signal.agent(), event.get());
    }

    private void publish(BreakerState state, byte[] value) {
        Headers headers = new RecordHeaders();
        Envelope.of(state, source, Optional.empty()).writeTo(headers);
        wired().context()
                .forward(
                        new Record<>(
                                state.key().getBytes(StandardCharsets.UTF_8),
                                new OutRecord(parts.names().breakers(), value),
                                state.header().at().toEpochMilli(),
                                headers),
                        NodeNames.BREAKERS_OUT);
    }

    private static void log(String agent, HealthEvent event) {
        switch (event) {
            case HealthEvent.Opened opened ->
                LOG.atWarn()
                        .addKeyValue("agentId", agent)
                        .addKeyValue("errorCode", opened.opening().last().code())
                        .log(
                                "circuit breaker of agent {} opens after {} failures in a row, a test call may go through from {}",
                                agent,
                                opened.opening().failures(),
                                opened.until());
            case HealthEvent.Reopened reopened ->
                LOG.atWarn()
                        .addKeyValue("agentId", agent)
                        .addKeyValue("errorCode", reopened.failure().code())
                        .log(
                                "circuit breaker of agent {} stays open: the test call failed, another may go through from {}",
                                agent,
                                reopened.until());
            case HealthEvent.TestGranted granted ->
                LOG.atInfo()
                        .addKeyValue("agentId", agent)
                        .log("circuit breaker of agent {} is half-open: {} is the test call", agent, granted.attempt());
            case HealthEvent.TestPassed() ->
                LOG.atInfo().addKeyValue("agentId", agent).log("circuit breaker of agent {} closes", agent);
            case HealthEvent.FailureCounted _, HealthEvent.Recovered _, HealthEvent.TestReturned _ -> {}
        }
    }

    private BreakerState decoded(byte[] stored) {
        try {
            return parts.codecs().breakers().decode(stored);
        } catch (UndecodableRecord e) {
            throw new IllegalStateException("Expected the state of a breaker to decode again", e);
        }
    }

    private Wiring wired() {
        Wiring now = wiring;
        if (now == null) {
            throw new IllegalStateException("Expected init before the first record");
        }
        return now;
    }
}
