package dev.agentmesh.host.execute;

import dev.agentmesh.host.consume.Examined;
import dev.agentmesh.host.consume.Examined.Cancellation;
import dev.agentmesh.host.consume.Examined.Unusable;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.consume.Workplace;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.FailureKind;
import dev.agentmesh.topics.deadletter.PoisonLetter;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.RecordKey;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one agent does with its records: reads them, runs them, and writes what became of them. Safe for use by many threads. */
public final class AgentWorkplace implements Workplace {
    private static final Logger LOG = LoggerFactory.getLogger(AgentWorkplace.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

    private final AgentDefinition agent;
    private final String instance;
    private final MessageCodec<TaskMessage> codec;
    private final MeshWriter writer;
    private final Clock clock;
    private final TaskExecution execution;

    public AgentWorkplace(
            AgentDefinition agent,
            String instance,
            MessageCodec<TaskMessage> codec,
            MeshWriter writer,
            ScheduledExecutorService timer,
            Clock clock,
            Duration cancelGrace,
            Links links) {
        this.agent = agent;
        this.instance = instance;
        this.codec = codec;
        this.writer = writer;
        this.clock = clock;
        this.execution = new TaskExecution(agent, this::tell, timer, clock, cancelGrace, links);
    }

    @Override
    public Examined examine(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        while (true) {
            try {
                return read(record);
            } catch (UndecodableRecord e) {
                return new Unusable(record, e.error(), text(e));
            } catch (MeshException e) {
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("offset", record.offset())
                        .log("the registry is needed to read and does not answer, trying again: {}", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(OUTAGE_PAUSE.toMillis());
            } catch (RuntimeException e) {
                // Whatever else a record sets off, it would set off again: it must not take one process after the other
                // down.
                LOG.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("offset", record.offset())
                        .log("reading a record failed in a way nobody thought of", e);
                return new Unusable(record, TopicErrors.UNDECODABLE, "cannot be read: " + e);
            }
        }
    }

    @Override
    public boolean readsAtOnce(ConsumerRecord<byte[], byte[]> record) {
        return codec.knows(record.value());
    }

    private Examined read(ConsumerRecord<byte[], byte[]> record) throws UndecodableRecord {
        TaskMessage message = codec.decode(record.value());
        RecordKey.require(record.key(), message);
        if (!message.agent().equals(agent.name())) {
            return new Unusable(
                    record,
                    HostErrors.WRONG_AGENT,
                    "task " + message.taskId() + " is for agent \"" + message.agent() + "\", this is the topic of \""
                            + agent.name() + "\"");
        }
        return switch (message.body()) {
            case TaskMessage.Execute task ->
                new Work(
                        message,
                        task,
                        new TaskPosition(record.partition(), record.offset()),
                        record.topic() + "-" + record.partition() + ":" + record.offset(),
                        trace(record));
            case TaskMessage.Cancel(String reason) -> new Cancellation(message.taskId(), message.attempt(), reason);
        };
    }

    private static String text(UndecodableRecord e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.code() + " ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static Optional<TraceParent> trace(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Envelope.TRACEPARENT);
        return header == null || header.value() == null
                ? Optional.empty()
                : TraceParent.parse(new String(header.value(), StandardCharsets.US_ASCII));
    }

    @Override
    public void execute(Work work, Runnable finished) {
        execution.execute(work, finished);
    }

    @Override
    public void reportLost(Work work, String startedBy, Runnable finished) {
        LOG.atWarn()
                .addKeyValue("taskId", work.message().taskId())
                .addKeyValue("attempt", work.message().attempt())
                .addKeyValue("startedBy", startedBy)
                .log("an attempt was begun and its end never told; reporting it lost");
        tell(work, new ResultMessage.Lost(startedBy), finished);
    }

    @Override
    public void bury(Unusable unusable, Runnable finished) {
        ConsumerRecord<byte[], byte[]> record = unusable.record();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("errorCode", unusable.error().code())
                .log("record goes to the dead letters");
        Failure failure =
                new Failure(FailureKind.POISON.name(), unusable.error().code(), unusable.message());
        writer.deadLetter(
                        PoisonLetter.of(record, failure, "agent/" + agent.name(), clock.instant()),
                        agent.name(),
                        instance)
                .thenRun(finished);
    }

    @Override
    public void cancel(Cancellation cancellation) {
        execution.cancel(cancellation);
    }

    private void tell(Work work, ResultMessage.Body body, Runnable acknowledged) {
        MessageHeader header = MessageHeader.of(work.message().header().runId(), clock.instant(), work.source());
        writer.result(
                        ResultMessage.answer(work.message(), header, instance, work.position(), body),
                        work.trace()
                                .map(trace -> trace.child(work.message().taskId() + "#"
                                        + work.message().attempt())))
                .thenRun(acknowledged);
    }

    /** Gives up everything that still runs; each attempt is told as lost. */
    public void giveUpAll() {
        execution.giveUpAll();
    }

    /** Attempts running at this moment. */
    public int busy() {
        return execution.busy();
    }

    /** Skills that ignore their interruption for at least that long. */
    public long overdue(Duration since) {
        return execution.overdue(since);
    }

    /** Attempts that succeeded since the start. */
    public long finished() {
        return execution.finished();
    }

    /** Attempts that did not, since the start. */
    public long failed() {
        return execution.failed();
    }
}
