package dev.agentmesh.eventlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.SampleRun;
import dev.agentmesh.eventlog.samples.Topic;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.OutcomeMessage.Status;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.serde.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutcomeReaderIT {
    private static final MessageCodec<OutcomeMessage> CODEC =
            new MessageCodecs(Codecs.serde(1), new TopicNames("mesh")).outcomes();

    @Test
    void an_outcome_behind_the_mark_is_awaited_and_one_before_it_is_not_taken_for_it() throws Exception {
        try (Topic topic = Topic.create("outcomes", 2);
                OutcomeReader reader = new OutcomeReader(Topic.consumers(), topic.name(), CODEC)) {
            topic.write("r-1", outcome("r-1", Status.REJECTED));
            OutcomeReader.Mark mark = reader.mark("r-1");
            assertThat(reader.await(mark, Duration.ofMillis(300))).isEmpty();
            var waiting = CompletableFuture.supplyAsync(() -> reader.await(mark, Duration.ofSeconds(30)));
            topic.write("r-2", outcome("r-2", Status.FAILED));
            topic.write("r-1", "not avro".getBytes(StandardCharsets.UTF_8));
            topic.write("r-1", outcome("r-1", Status.COMPLETED));
            assertThat(waiting.get(30, TimeUnit.SECONDS))
                    .map(OutcomeMessage::status)
                    .contains(Status.COMPLETED);
        }
    }

    @Test
    void the_last_outcome_of_a_run_is_found_again() {
        try (Topic topic = Topic.create("outcomes", 2);
                OutcomeReader reader = new OutcomeReader(Topic.consumers(), topic.name(), CODEC)) {
            topic.write("r-1", outcome("r-1", Status.REJECTED));
            topic.write("r-1", outcome("r-1", Status.CANCELED));
            assertThat(reader.last("r-1")).map(OutcomeMessage::status).contains(Status.CANCELED);
            assertThat(reader.last("r-7")).isEmpty();
        }
    }

    private static byte[] outcome(String runId, Status status) {
        return CODEC.encode(new OutcomeMessage(
                MessageHeader.of(runId, SampleRun.START, "timer"),
                "review",
                "3",
                status,
                Optional.of(Payload.json("{\"ok\":true}")),
                Optional.empty()));
    }
}
