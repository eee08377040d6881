package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.header.TraceParent;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.InvalidPayload;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.serde.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The records that a redrive writes: what goes back, and the mark on the letter. */
final class RedriveRecords {
    /** On a record that was put back: the id of its dead letter. */
    static final String REDRIVE_OF = "mesh-redrive-of";

    /** Leaves room for key and headers within what a topic takes. */
    private static final int MOST_BYTES = 1_000_000;

    private final TopicNames names;
    private final MessageCodecs codecs;
    private final Clock clock;

    RedriveRecords(TopicNames names, MessageCodecs codecs, Clock clock) {
        this.names = names;
        this.codecs = codecs;
        this.clock = clock;
    }

    /** First what goes back, then the mark. */
    List<ProducerRecord<byte[], byte[]>> of(StoredLetter stored, RedriveRequest request) {
        if (stored.status() == StoredLetter.Status.REDRIVEN && request.repeat() == RedriveRequest.Repeat.REFUSE) {
            StoredLetter.Redrive last = stored.redrives().getLast();
            throw new MeshException(
                    TopicErrors.ALREADY_REDRIVEN,
                    stored.letter().id() + " was redriven at " + last.at() + " by "
                            + (last.mark().by().isEmpty()
                                    ? "somebody"
                                    : last.mark().by()));
        }
        ProducerRecord<byte[], byte[]> back = switch (stored.letter().body()) {
            case DeadLetter.ExhaustedTask task -> command(stored.letter(), task, request);
            case DeadLetter.PoisonRecord ignored -> record(stored.letter(), request);
            case DeadLetter.Redriven ignored -> throw new IllegalArgumentException("a mark is not a letter");
        };
        return List.of(back, mark(stored, request, back.topic()));
    }

    /** The orchestrator alone can make a new attempt with a new lease, so a task goes back as a command. */
    private ProducerRecord<byte[], byte[]> command(
            DeadLetter letter, DeadLetter.ExhaustedTask task, RedriveRequest request) {
        Optional<Payload> input = request.edited().map(edited -> payload(letter.id(), edited));
        CommandMessage command = new CommandMessage(
                MessageHeader.of(runId(letter, task), clock.instant(), "redrive:" + letter.id()),
                new CommandMessage.RedriveTask(task.stepPath(), input, request.reason(), request.by()));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                names.commands(), RecordKey.of(command), codecs.commands().encode(command));
        Envelope.of(command, source(), Optional.empty()).writeTo(record.headers());
        traced(record, task.traceId());
        record.headers().add(REDRIVE_OF, letter.id().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String runId(DeadLetter letter, DeadLetter.ExhaustedTask task) {
        return letter.header().runId().isEmpty()
                ? task.taskId().substring(0, Math.max(0, task.taskId().indexOf('/')))
                : letter.header().runId();
    }

    private static Payload payload(String id, Octets edited) {
        try {
            return Payload.json(edited.toArray());
        } catch (InvalidPayload e) {
            throw new MeshException(
                    TopicErrors.NOT_REDRIVABLE, "the edited input for " + id + " is not usable: " + e.getMessage(), e);
        }
    }

    /** Bytes go back to where they came from, on the partition they were on, or where their key sends them. */
    private ProducerRecord<byte[], byte[]> record(DeadLetter letter, RedriveRequest request) {
        DeadLetter.Origin origin =
                letter.origin().orElseThrow(() -> notRedrivable(letter, "it has no original record"));
        if (!takesRedrives(origin.topic())) {
            throw notRedrivable(letter, "topic " + origin.topic() + " takes no redriven records");
        }
        byte @Nullable [] value =
                request.edited().or(origin::value).map(Octets::toArray).orElse(null);
        byte @Nullable [] key = origin.key().map(Octets::toArray).orElse(null);
        requireRoom(letter.id(), value);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(origin.topic(), key == null ? origin.partition() : null, key, value);
        origin.headers().stream()
                .filter(header -> !header.name().equals(REDRIVE_OF))
                .forEach(header ->
                        record.headers().add(header.name(), header.value().toArray()));
        record.headers().add(REDRIVE_OF, letter.id().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /**
     * A letter says itself where it came from, and whoever can write letters must not be able to write anywhere: never outside the
     * namespace, never into the log, which only the orchestrator writes.
     */
    private boolean takesRedrives(String topic) {
        return List.of(names.commands(), names.results(), names.workflows(), names.agents(), names.control())
                        .contains(topic)
                || names.agentOf(topic).isPresent();
    }

    /** One record too large would undo the whole transaction, and with it the redrives of all other letters. */
    private static void requireRoom(String id, byte @Nullable [] value) {
        int size = value == null ? 0 : value.length;
        if (size > MOST_BYTES) {
            throw new MeshException(
                    TopicErrors.MESSAGE_TOO_LARGE,
                    "the value for " + id + " has " + size + " bytes, the limit is " + MOST_BYTES);
        }
    }

    private static MeshException notRedrivable(DeadLetter letter, String why) {
        return new MeshException(TopicErrors.NOT_REDRIVABLE, letter.id() + " cannot be redriven: " + why);
    }

    private ProducerRecord<byte[], byte[]> mark(StoredLetter stored, RedriveRequest request, String topic) {
        DeadLetter letter = stored.letter();
        DeadLetter mark = new DeadLetter(
                MessageHeader.of(letter.header().runId(), clock.instant(), "redrive"),
                letter.id(),
                letter.failure(),
                Optional.empty(),
                letter.firstAt(),
                letter.lastAt(),
                new DeadLetter.Redriven(
                        request.by(), request.reason(), topic, request.edited().isPresent()));
        byte @Nullable [] key = stored.key().map(Octets::toArray).orElse(null);
        return DeadLetterRecord.of(names, codecs.deadLetters(), key, mark, source());
    }

    private void traced(ProducerRecord<byte[], byte[]> record, String traceId) {
        TraceParent.parse("00-" + traceId + "-" + "0".repeat(15) + "1-01")
                .map(parent -> parent.child("redrive"))
                .ifPresent(parent -> {
                    record.headers().remove(Envelope.TRACEPARENT);
                    record.headers().add(Envelope.TRACEPARENT, parent.text().getBytes(StandardCharsets.UTF_8));
                });
    }

    private String source() {
        return "/" + names.namespace() + "/redrive";
    }
}
