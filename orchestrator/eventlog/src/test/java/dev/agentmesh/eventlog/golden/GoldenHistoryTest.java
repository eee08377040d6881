package dev.agentmesh.eventlog.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.replay.Verdict;
import dev.agentmesh.eventlog.samples.SampleLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was recorded by a release is never changed: if this fails, some change made old logs mean something else. New stories are
 * recorded with {@link RecordHistories}.
 */
class GoldenHistoryTest {
    static Path folder() throws URISyntaxException {
        URL url = Objects.requireNonNull(GoldenHistoryTest.class.getResource("/histories"));
        return Path.of(url.toURI());
    }

    static Stream<String> names() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_recorded_history_is_read_proved_and_folds_to_the_recorded_state(String name) throws Exception {
        GoldenHistory history = GoldenHistory.read(folder().resolve(name + ".json"));
        List<LogRecord> records = history.records(folder());
        assertThat(Replayer.verify(history.runId(), records, Optional.empty()))
                .isInstanceOfSatisfying(Verdict.Same.class, same -> {
                    assertThat(same.head().hash()).isEqualTo(history.head());
                    if (history.cellFormat() == CellCodec.FORMAT) {
                        assertThat(same.digest()).isEqualTo(history.digest());
                    }
                });
        assertThat(SampleLog.events(records)).hasSize(history.values().size());
    }

    @Test
    void every_story_has_been_recorded() throws Exception {
        assertThat(names()).containsAll(new TreeSet<>(Stories.all().keySet()));
    }

    @Test
    void told_today_a_story_ends_as_it_was_meant_to() {
        Stories.all()
                .forEach((name, story) -> assertThat(Replayer.verify(
                                "golden-" + name, story.tell(name).log(), Optional.empty()))
                        .as(name)
                        .isInstanceOf(Verdict.Same.class));
    }
}
