package dev.agentmesh.cli.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.topics.header.Envelope;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageListTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void an_undertaking_and_another() {
        put("mesh.commands", start("order-1", 0), "/mesh/cli");
        put("mesh.commands", start("order-2", 1), "/mesh/cli");
        put("mesh.tasks.writer", task("order-1", 2), "/mesh/orchestrator");
        put("mesh.messages", said("order-1", 3), "/mesh/agent/writer/w-1");
        put("mesh.commands", start("order-1~p-77", 4), "/mesh/agent/writer/w-1");
        put("mesh.runs-changelog", start("order-1", 5), "/mesh/orchestrator");
    }

    @Test
    void everything_of_a_correlation_is_listed_in_order_across_topics() {
        Golden.assertMatches(
                "message/list.txt",
                cli.mesh("message", "list", "--correlation", "order-1").out());
    }

    @Test
    void a_run_is_listed_without_those_it_brought_about() {
        assertThat(cli.mesh("message", "list", "--run", "order-1~p-77", "-o", "jsonl")
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .contains("\"type\":\"StartRun\"", "\"sender\":\"agent/writer\"", "\"correlationId\":\"order-1\"");
        assertThat(cli.mesh("message", "list", "--run", "order-1", "-o", "jsonl")
                        .out()
                        .lines())
                .hasSize(3);
    }

    @Test
    void a_topic_can_be_asked_alone() {
        assertThat(cli.mesh("message", "list", "--correlation", "order-1", "--topic", "messages", "-o", "json")
                        .out())
                .contains("\"type\" : \"PeerInfo\"", "\"recipient\" : \"*\"", "\"causationId\" : \"m-0\"")
                .doesNotContain("StartRun");
    }

    @Test
    void records_without_headers_are_known_by_their_key() {
        cli.mesh.topics.add(new TopicGateway.Topic("mesh.results", 1, 1, Optional.of("delete")));
        cli.mesh.records.add(new ConsumerRecord<>(
                "mesh.results",
                0,
                0,
                "order-9".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(cli.mesh("message", "list", "--correlation", "order-9").out())
                .contains("mesh.results-0:0");
    }

    @Test
    void one_of_correlation_and_run_is_needed() {
        assertThat(cli.mesh("message", "list").exit()).isEqualTo(2);
    }

    private void put(String topic, Message message, String source) {
        if (cli.mesh.topics.stream().noneMatch(known -> known.name().equals(topic))) {
            cli.mesh.topics.add(new TopicGateway.Topic(topic, 1, 1, Optional.of("delete")));
        }
        long offset = cli.mesh.records.stream()
                .filter(record -> record.topic().equals(topic))
                .count();
        String value = "{\"header\":{\"runId\":\"" + message.header().runId() + "\"},\"body\":{}}";
        var record = new ConsumerRecord<>(
                topic,
                0,
                offset,
                message.key().getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        Envelope.of(message, source, Optional.empty()).writeTo(record.headers());
        cli.mesh.records.add(record);
    }

    private static MessageHeader header(String runId, int second) {
        return MessageHeader.of(runId, START.plusSeconds(second), "");
    }

    private static CommandMessage start(String runId, int second) {
        return new CommandMessage(
                header(runId, second),
                new CommandMessage.StartRun(
                        "brief", Optional.empty(), Payload.json("{}"), Optional.empty(), Optional.empty(), "ana"));
    }

    private static TaskMessage task(String runId, int second) {
        return new TaskMessage(
                header(runId, second), runId + "/write", "write", 1, "lease", "writer", new TaskMessage.Cancel(""));
    }

    private static PeerMessage said(String runId, int second) {
        return new PeerMessage(
                header(runId, second),
                "m-1",
                "writer",
                "w-1",
                Optional.empty(),
                "",
                PeerMessage.Kind.INFO,
                runId,
                "m-0",
                runId + "/write",
                Payload.json("\"done\""));
    }
}
