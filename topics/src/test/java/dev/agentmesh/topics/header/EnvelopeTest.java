package dev.agentmesh.topics.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;
import dev.agentmesh.topics.message.TaskPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final TaskMessage TASK = new TaskMessage(
            MessageHeader.of("r-1", NOW, ""), "r-1/a", "a", 2, "lease", "greeter", new TaskMessage.Cancel(""));

    @Test
    void headers_read_back_as_written() {
        RecordHeaders headers = new RecordHeaders();
        Envelope written = Envelope.of(TASK, "/mesh/orchestrator", Optional.of(TraceParent.ofRun("other")));

        written.writeTo(headers);

        assertThat(Envelope.readFrom(headers)).hasValue(written);
        assertThat(text(headers, "ce_specversion")).isEqualTo("1.0");
        assertThat(text(headers, "ce_type")).isEqualTo("dev.agentmesh.CancelTask");
        assertThat(text(headers, "ce_id")).isEqualTo("r-1/a#CancelTask#2");
        assertThat(text(headers, "ce_source")).isEqualTo("/mesh/orchestrator");
        assertThat(text(headers, "ce_time")).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void writing_again_replaces() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mine", new byte[] {1});

        Envelope.of(TASK, "/a", Optional.empty()).writeTo(headers);
        Envelope.of(TASK, "/b", Optional.empty()).writeTo(headers);

        assertThat(headers.toArray()).hasSize(9);
        assertThat(text(headers, "ce_source")).isEqualTo("/b");
    }

    @Test
    void a_record_without_a_trace_gets_that_of_its_run() {
        Envelope envelope = Envelope.of(TASK, "/a", Optional.empty());

        assertThat(envelope.trace()).hasValue(TraceParent.ofRun("r-1"));
    }

    @Test
    void a_result_is_named_after_the_attempt() {
        var result = ResultMessage.answer(
                TASK, MessageHeader.of("r-1", NOW, ""), "g-1", TaskPosition.UNKNOWN, new ResultMessage.Lost(""));

        assertThat(Envelope.of(result, "/a", Optional.empty()).type()).isEqualTo("dev.agentmesh.AttemptLost");
    }

    @Test
    void headers_of_others_are_no_envelope() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(Envelope.readFrom(headers)).isEmpty();

        Envelope.of(TASK, "/a", Optional.empty()).writeTo(headers);
        headers.remove("ce_time");
        headers.add("ce_time", "yesterday".getBytes(StandardCharsets.UTF_8));

        assertThat(Envelope.readFrom(headers)).isEmpty();
        assertThat(Envelope.traceOf(headers)).isPresent();
    }

    @Test
    void a_trace_of_a_run_is_always_the_same_and_no_others() {
        assertThat(TraceParent.ofRun("r-1")).isEqualTo(TraceParent.ofRun("r-1")).isNotEqualTo(TraceParent.ofRun("r-2"));
        assertThat(TraceParent.parse(TraceParent.ofRun("r-1").text())).hasValue(TraceParent.ofRun("r-1"));
    }

    @Test
    void a_child_keeps_the_trace_and_has_a_span_of_its_own() {
        TraceParent run = TraceParent.ofRun("r-1");

        assertThat(run.child("a").traceId()).isEqualTo(run.traceId());
        assertThat(run.child("a").spanId())
                .isNotEqualTo(run.spanId())
                .isNotEqualTo(run.child("b").spanId());
    }

    @Test
    void a_valid_traceparent_is_read() {
        assertThat(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"))
                .hasValue(new TraceParent(
                        "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceParent.Sampling.NOT_RECORDED));
        assertThat(TraceParent.parse("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-holds"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
            })
    void a_malformed_one_is_none(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();
    }

    @Test
    void an_endless_one_is_none() {
        assertThat(TraceParent.parse("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-" + "x".repeat(65_536)))
                .isEmpty();
    }

    private static String text(RecordHeaders headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_record_says_who_it_is_from_and_for_and_what_it_belongs_to() {
        var task = new TaskMessage(
                MessageHeader.of("r-1~p-2", NOW, "mesh.results-1:7"),
                "r-1~p-2/a",
                "a",
                1,
                "lease",
                "greeter",
                new TaskMessage.Cancel(""));
        var result = ResultMessage.answer(
                task, MessageHeader.of("r-1~p-2", NOW, ""), "g-1", TaskPosition.UNKNOWN, new ResultMessage.Lost(""));

        assertThat(Envelope.of(task, "/mesh/orchestrator", Optional.empty()).route())
                .isEqualTo(new Route("r-1", "mesh.results-1:7", "orchestrator", "agent/greeter"));
        assertThat(Envelope.of(result, "/mesh/agent/greeter/g-1", Optional.empty())
                        .route())
                .isEqualTo(new Route("r-1", "", "agent/greeter", "orchestrator"));
        assertThat(Envelope.ofEvent(
                                new MessageHeader("r-1", 3, NOW, "timer"),
                                Test.class,
                                "/mesh/orchestrator",
                                Optional.empty())
                        .route())
                .isEqualTo(new Route("r-1", "timer", "orchestrator", Route.EVERYBODY));
    }

    @Test
    void what_the_source_says_already_has_no_header_of_its_own_and_is_read_all_the_same() {
        var headers = new RecordHeaders();
        Envelope.ofEvent(new MessageHeader("r-1", 3, NOW, "timer"), Test.class, "/mesh/orchestrator", Optional.empty())
                .writeTo(headers);

        assertThat(headers).extracting(Header::key).doesNotContain("ce_sender", "ce_recipient");
        assertThat(Envelope.routeOf(headers)).isEqualTo(new Route("r-1", "timer", "orchestrator", Route.EVERYBODY));
    }

    @Test
    void who_speaks_for_another_says_so() {
        var headers = new RecordHeaders();
        new Envelope(
                        "m-1",
                        "/mesh/gateway",
                        "dev.agentmesh.Test",
                        NOW,
                        Optional.empty(),
                        new Route("r-1", "", "agent/greeter", "agent/writer"))
                .writeTo(headers);

        assertThat(Envelope.routeOf(headers)).isEqualTo(new Route("r-1", "", "agent/greeter", "agent/writer"));
    }

    @Test
    void a_message_says_what_kind_it_is_and_which_it_answers() {
        var answer = new PeerMessage(
                MessageHeader.of("r-1", NOW, ""),
                "m-2",
                "greeter",
                "g-1",
                Optional.of("writer"),
                "w-1",
                PeerMessage.Kind.RESPONSE,
                "r-1",
                "m-1",
                "r-1/a",
                Payload.json("1"));

        Envelope envelope = Envelope.of(answer, "/mesh/agent/greeter/g-1", Optional.empty());

        assertThat(envelope.type()).isEqualTo("dev.agentmesh.PeerResponse");
        assertThat(envelope.id()).isEqualTo("m-2");
        assertThat(envelope.route()).isEqualTo(new Route("r-1", "m-1", "agent/greeter", "agent/writer"));
    }
}
