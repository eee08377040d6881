package dev.agentmesh.orchestrator.topology;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.health.HealthSignal;
import dev.agentmesh.core.health.HealthWatch;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.eventlog.chain.EventAppender.Appended;
import dev.agentmesh.eventlog.chain.EventAppender.EncodedEvent;
import dev.agentmesh.orchestrator.health.HealthMessages;
import dev.agentmesh.orchestrator.state.HearerStore;
import dev.agentmesh.orchestrator.state.StoredRun;
import dev.agentmesh.orchestrator.state.TimerStore;
import dev.agentmesh.orchestrator.wire.Origins;
import dev.agentmesh.orchestrator.wire.Outbound.Circumstance;
import dev.agentmesh.orchestrator.wire.Outbound.Encoded;
import dev.agentmesh.orchestrator.wire.Refused;
import dev.agentmesh.topics.deadletter.PoisonLetter;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.Route;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a decision: state, log, messages and timers, all in the transaction of the record that caused it. */
final class Outbox {
    static final String READER = "orchestrator";
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final ProcessorContext<byte[], OutRecord> context;
    private final Parts parts;
    private final TimerStore timers;
    private final HearerStore hearers;
    private final HealthWatch health;
    private final String source;

    Outbox(ProcessorContext<byte[], OutRecord> context, Parts parts, TimerStore timers, HearerStore hearers) {
        this.context = context;
        this.parts = parts;
        this.timers = timers;
        this.hearers = hearers;
        this.health = new HealthWatch(parts.health().policy(), parts.health().breakers());
        this.source = "/" + parts.names().namespace() + "/" + READER;
    }

    /** @param result the worker's report the decision is about, when it is about one */
    void carryOut(StoredRun run, Decision decision, Instant at, String cause, Optional<ResultMessage> result) {
        if (decision.events().isEmpty()) {
            return;
        }
        Circumstance around = new Circumstance(run.runId(), at, cause, TraceParent.ofRun(run.runId()));
        List<HealthSignal> heard = health.heard(run, at, decision.events());
        Appended appended = parts.appender().append(run.runId(), run.head(), decision.events(), at, cause);
        run.write(decision.changes(), appended.head());
        for (EncodedEvent event : appended.events()) {
            forward(event, around);
        }
        Optional<RunCell> cell = cell(run);
        for (Effect effect : decision.effects()) {
            carryOut(effect, around, cell, result);
        }
        heard.forEach(signal -> tell(signal, around));
    }

    /** How an agent is says nothing about the run, and goes to who keeps the agents' breakers. */
    private void tell(HealthSignal signal, Circumstance around) {
        var message = HealthMessages.message(signal, around.runId(), around.cause());
        send(
                NodeNames.HEALTH_OUT,
                parts.names().health(),
                message.key(),
                parts.codecs().health().encode(message),
                around,
                message);
    }

    private static Optional<RunCell> cell(StoredRun run) {
        return run.get(CellKey.RUN).map(RunCell.class::cast);
    }

    private void carryOut(Effect effect, Circumstance around, Optional<RunCell> run, Optional<ResultMessage> result) {
        switch (effect) {
            case Effect.DispatchTask dispatch ->
                task(parts.outbound().dispatch(dispatch, around), dispatch.agent(), around);
            case Effect.CancelAttempt cancel -> task(parts.outbound().cancel(cancel, around), cancel.agent(), around);
            case Effect.SetTimer set -> timers.set(around.runId(), set.timer(), set.due());
            case Effect.ClearTimer clear -> timers.clear(around.runId(), clear.timer(), clear.due());
            case Effect.HearEvent hear -> hearers.add(hear.event(), around.runId(), hear.path());
            case Effect.IgnoreEvent ignore -> hearers.remove(ignore.event(), around.runId(), ignore.path());
            case Effect.StartChild start -> command(parts.outbound().start(start, around), around);
            case Effect.CancelChild cancel -> command(parts.outbound().cancel(cancel, around), around);
            case Effect.PauseChild pause -> command(parts.outbound().pause(pause, around), around);
            case Effect.ResumeChild resume -> command(parts.outbound().resume(resume, around), around);
            case Effect.TellParent tell -> command(parts.outbound().tell(tell, around), around);
            case Effect.PublishRecord publish -> publish(publish, around);
            case Effect.PublishOutcome outcome -> {
                Encoded<Message> encoded = parts.outbound().outcome(outcome, around, run);
                send(
                        NodeNames.OUTCOMES,
                        parts.names().outcomes(),
                        around.runId(),
                        encoded.value(),
                        around,
                        encoded.message());
            }
            case Effect.WriteDeadLetter letter -> {
                Encoded<DeadLetter> encoded = parts.outbound()
                        .deadLetter(
                                letter,
                                around,
                                run.orElseThrow().workflow(),
                                result.flatMap(report -> Origins.ofTask(report, parts.names(), around.at())));
                deadLetter(around.runId() + "/" + letter.path(), encoded, around.at());
            }
        }
    }

    private void command(Encoded<Message> command, Circumstance around) {
        String key = ((CommandMessage) command.message()).key();
        send(NodeNames.COMMANDS_OUT, parts.names().commands(), key, command.value(), around, command.message());
    }

    /** A record of the workflow's own: plain JSON, with its headers beside those that say where it comes from. */
    private void publish(Effect.PublishRecord publish, Circumstance around) {
        Headers headers = new RecordHeaders();
        new Envelope(
                        around.runId() + "/" + publish.path(),
                        source,
                        Envelope.TYPE_PREFIX + "Published",
                        around.at(),
                        Optional.of(around.trace()),
                        Route.of(around.runId(), around.cause(), source, Route.EVERYBODY))
                .writeTo(headers);
        headers.add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));
        publish.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        forward(
                NodeNames.PUBLISHED,
                parts.names().open(publish.topic()),
                publish.key().orElse(around.runId()),
                publish.value().bytes(),
                around.at(),
                headers);
    }

    private void task(Encoded<Message> task, String agent, Circumstance around) {
        String taskId = ((TaskMessage) task.message()).taskId();
        send(NodeNames.TASKS, parts.names().tasks(agent), taskId, task.value(), around, task.message());
    }

    private void send(String node, String topic, String key, byte[] value, Circumstance around, Message message) {
        Headers headers = new RecordHeaders();
        Envelope.of(message, source, Optional.of(around.trace())).writeTo(headers);
        forward(node, topic, key, value, around.at(), headers);
    }

    private void forward(EncodedEvent event, Circumstance around) {
        Headers headers = new RecordHeaders();
        MessageHeader header = new MessageHeader(around.runId(), event.logged().seq(), around.at(), around.cause());
        Envelope.ofEvent(header, event.logged().event().getClass(), source, Optional.of(around.trace()))
                .writeTo(headers);
        forward(NodeNames.EVENTS, parts.names().events(), around.runId(), event.value(), around.at(), headers);
    }

    /** Gives a record up: with its bytes, its place and the reason, in the transaction that steps over it. */
    void poison(Record<byte[], byte[]> record, RecordMetadata from, Instant at, String code, String reason) {
        LOG.atWarn()
                .addKeyValue("errorCode", code)
                .addKeyValue("topic", from.topic())
                .addKeyValue("partition", from.partition())
                .addKeyValue("offset", from.offset())
                .log("record given up to the dead letters: {}", reason);
        DeadLetter letter = PoisonLetter.of(Origins.of(record, from), new Failure("POISON", code, reason), READER, at);
        byte[] key = record.key() == null ? letter.id().getBytes(StandardCharsets.UTF_8) : record.key();
        Headers headers = new RecordHeaders();
        headerOf(letter).writeTo(headers);
        context.forward(
                new Record<>(
                        key,
                        new OutRecord(
                                parts.names().deadLetters(),
                                parts.codecs().deadLetters().encode(letter)),
                        at.toEpochMilli(),
                        headers),
                NodeNames.DEAD_LETTERS);
    }

    private void deadLetter(String key, Encoded<DeadLetter> letter, Instant at) {
        Headers headers = new RecordHeaders();
        headerOf(letter.message()).writeTo(headers);
        forward(NodeNames.DEAD_LETTERS, parts.names().deadLetters(), key, letter.value(), at, headers);
    }

    private Envelope headerOf(DeadLetter letter) {
        String runId = letter.header().runId();
        return Envelope.of(letter, source, runId.isEmpty() ? Optional.empty() : Optional.of(TraceParent.ofRun(runId)));
    }

    /** A timer or an event whose run cannot be decided any more has nobody to tell but the operator. */
    void log(String what, String runId, Refused refused) {
        LOG.atError()
                .addKeyValue("runId", runId)
                .addKeyValue("errorCode", refused.code())
                .log("{} dropped: {}", what, refused.text());
    }

    private void forward(String node, String topic, String key, byte[] value, Instant at, Headers headers) {
        context.forward(
                new Record<>(
                        key.getBytes(StandardCharsets.UTF_8), new OutRecord(topic, value), at.toEpochMilli(), headers),
                node);
    }
}
