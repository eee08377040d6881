package dev.agentmesh.topics.header;

import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.ControlSignal;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.HealthSignal;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record say about it.
 *
 * @param id unique together with the source
 * @param source who wrote it, as a URI reference: {@code /mesh/orchestrator}, {@code /mesh/agent/greeter/g-1}
 * @param type {@code dev.agentmesh.StartRun}
 * @param route from whom, for whom, and what it belongs to
 */
public record Envelope(String id, String source, String type, Instant time, Optional<TraceParent> trace, Route route) {
    public static final String TRACEPARENT = "traceparent";
    public static final String TYPE_PREFIX = "dev.agentmesh.";

    private static final String SPEC_VERSION = "ce_specversion";
    private static final byte[] VERSION_1 = {'1', '.', '0'};
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    private static final String TIME = "ce_time";
    private static final String CORRELATION = "ce_correlationid";
    private static final String CAUSATION = "ce_causationid";
    private static final String SENDER = "ce_sender";
    private static final String RECIPIENT = "ce_recipient";
    private static final List<String> NAMES =
            List.of(SPEC_VERSION, ID, SOURCE, TYPE, TIME, CORRELATION, CAUSATION, SENDER, RECIPIENT);

    private static volatile @Nullable TimeText lastTime;

    /** The headers of a message; without a trace of its own it gets that of its run. */
    public static Envelope of(Message message, String source, Optional<TraceParent> trace) {
        String type = typeOf(message);
        String runId = message.header().runId();
        return new Envelope(
                idOf(message, type),
                source,
                TYPE_PREFIX + type,
                message.header().at(),
                trace.or(() -> runId.isEmpty() ? Optional.empty() : Optional.of(TraceParent.ofRun(runId))),
                Route.of(message, source));
    }

    /** The headers of an event of a run's log. */
    public static Envelope ofEvent(MessageHeader header, Class<?> event, String source, Optional<TraceParent> trace) {
        return new Envelope(
                header.runId() + "#" + header.seq(),
                source,
                TYPE_PREFIX + event.getSimpleName(),
                header.at(),
                trace,
                Route.of(header.runId(), header.cause(), source, Route.EVERYBODY));
    }

    /** The headers of a dead letter or of a mark on one. */
    public static Envelope of(DeadLetter letter, String source, Optional<TraceParent> trace) {
        String type = letter.body().getClass().getSimpleName();
        String id = letter.id() + "#" + type + "#" + letter.header().at().toEpochMilli();
        MessageHeader header = letter.header();
        return new Envelope(
                id,
                source,
                TYPE_PREFIX + type,
                header.at(),
                trace,
                Route.of(header.runId(), header.cause(), source, Route.EVERYBODY));
    }

    /** Sets the headers; older ones of the same names go. */
    public void writeTo(Headers headers) {
        if (headers.iterator().hasNext()) {
            NAMES.forEach(headers::remove);
            trace.ifPresent(t -> headers.remove(TRACEPARENT));
        }
        headers.add(SPEC_VERSION, VERSION_1);
        add(headers, ID, id);
        add(headers, SOURCE, source);
        add(headers, TYPE, type);
        headers.add(TIME, textOf(time));
        add(headers, CORRELATION, route.correlationId());
        add(headers, CAUSATION, route.causationId());
        // Each header is written, measured and copied again several times on its way: what others say is left out.
        if (!route.sender().equals(Route.senderOf(source))) {
            add(headers, SENDER, route.sender());
        }
        if (!route.recipient().equals(Route.EVERYBODY)) {
            add(headers, RECIPIENT, route.recipient());
        }
        trace.ifPresent(t -> add(headers, TRACEPARENT, t.text()));
    }

    /** What the headers say; empty unless all of CloudEvents' required ones are there and well-formed. */
    public static Optional<Envelope> readFrom(Headers headers) {
        Optional<String> id = text(headers, ID);
        Optional<String> source = text(headers, SOURCE);
        Optional<String> type = text(headers, TYPE);
        Optional<Instant> time = text(headers, TIME).flatMap(Envelope::instant);
        if (!text(headers, SPEC_VERSION).equals(Optional.of("1.0"))
                || id.isEmpty()
                || source.isEmpty()
                || type.isEmpty()
                || time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Envelope(id.get(), source.get(), type.get(), time.get(), traceOf(headers), routeOf(headers)));
    }

    /** Whether the headers say that the record is of the type, such as {@code dev.agentmesh.CancelTask}. */
    public static boolean isOfType(Headers headers, String type) {
        return text(headers, TYPE).filter(type::equals).isPresent();
    }

    /**
     * The route of a record. Who wrote it is its sender, and everybody its recipient, unless its headers say otherwise; what they do not say
     * at all is empty.
     */
    public static Route routeOf(Headers headers) {
        Optional<String> source = text(headers, SOURCE);
        return new Route(
                text(headers, CORRELATION).orElse(""),
                text(headers, CAUSATION).orElse(""),
                text(headers, SENDER).or(() -> source.map(Route::senderOf)).orElse(""),
                text(headers, RECIPIENT)
                        .or(() -> source.map(any -> Route.EVERYBODY))
                        .orElse(""));
    }

    /** The trace of a record; empty when there is none or it is malformed. */
    public static Optional<TraceParent> traceOf(Headers headers) {
        return text(headers, TRACEPARENT).flatMap(TraceParent::parse);
    }

    private static String typeOf(Message message) {
        Object named = switch (message) {
            case CommandMessage command -> command.body();
            case TaskMessage task -> task.body();
            case ResultMessage result -> result.body();
            case AgentAnnouncement announcement -> announcement.body();
            case ControlSignal signal -> signal.body();
            case HealthSignal signal -> signal.body();
            default -> message;
        };
        String name = named.getClass().getSimpleName();
        return switch (message) {
            case TaskMessage ignored -> name + "Task";
            case ResultMessage ignored -> "Attempt" + name;
            case PeerMessage peer -> "Peer" + capital(peer.kind().word());
            case BreakerState state -> "Breaker" + state.body().getClass().getSimpleName();
            default -> name;
        };
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String idOf(Message message, String type) {
        String base = message.key() + "#" + type;
        return switch (message) {
            case TaskMessage task -> base + "#" + task.attempt();
            case PeerMessage peer -> peer.id();
            case HealthSignal signal -> base + "#" + signal.attempt();
            case ResultMessage result ->
                result.taskId() + "#" + type + "#" + result.attempt() + "#"
                        + result.header().at().toEpochMilli();
            default ->
                message.header().seq() > 0
                        ? base + "#" + message.header().seq()
                        : base + "#" + message.header().at().toEpochMilli();
        };
    }

    /** All records of one decision have one time, and to write it costs more than all other headers. */
    private static byte[] textOf(Instant time) {
        TimeText last = lastTime;
        if (last == null || !last.time().equals(time)) {
            last = new TimeText(time, time.toString().getBytes(StandardCharsets.US_ASCII));
            lastTime = last;
        }
        return last.text();
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and Kafka does not write to a header's value.
    private record TimeText(Instant time, byte[] text) {}

    private static void add(Headers headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
