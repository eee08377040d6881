package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.ResultMessage.Completed;
import dev.agentmesh.topics.message.ResultMessage.Lost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Tasks for the {@link Diarist}, who writes down what it begins and ends, and what was told of them. */
final class Diary {
    static final String AGENT = "diarist";

    private final TestMesh mesh;
    private final Path folder;

    Diary(TestMesh mesh, Path folder) {
        this.mesh = mesh;
        this.folder = folder;
    }

    void send(String runId, int partition, int millis) {
        String input = "{\"diary\":\"%s\",\"until\":\"%s\",\"millis\":%d}"
                .formatted(folder.resolve("diary"), folder.resolve("go"), millis);
        mesh.send(mesh.task(AGENT, runId, "write", input, Duration.ofMinutes(5)), partition);
    }

    void allowToEnd() throws IOException {
        Files.writeString(folder.resolve("go"), "");
    }

    List<String> lines(String beginning) throws IOException {
        Path diary = folder.resolve("diary");
        if (!Files.exists(diary)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(diary)) {
            return lines.filter(line -> line.startsWith(beginning)).toList();
        }
    }

    static List<String> runs(List<String> lines) {
        return lines.stream().map(line -> line.split(" ")[1]).toList();
    }

    void awaitEnds(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(mesh.ends()).hasSize(count));
    }

    List<String> lost() {
        return mesh.ends().stream()
                .filter(result -> result.body() instanceof Lost)
                .map(result -> result.header().runId())
                .toList();
    }

    List<String> completed() {
        return mesh.ends().stream()
                .filter(result -> result.body() instanceof Completed)
                .map(ResultMessage::header)
                .map(header -> header.runId())
                .toList();
    }
}
