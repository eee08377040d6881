package dev.agentmesh.examples.codereview.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingSelectionTest {
    private static final List<LineRange> CHANGED = List.of(new LineRange(10, 20));

    @Test
    void what_the_change_touched_comes_first_and_the_worst_of_it_first() {
        Analysis analysis = FindingSelection.select(
                List.of(
                        finding("a", Severity.critical, 1),
                        finding("b", Severity.low, 10),
                        finding("c", Severity.high, 20),
                        finding("d", Severity.high, 15)),
                List.of(),
                CHANGED,
                8_000,
                30);
        assertThat(analysis.findings()).extracting(Finding::rule).containsExactly("t/d", "t/c", "t/b", "t/a");
        assertThat(analysis.omittedChanged()).isZero();
    }

    @Test
    void a_finding_that_reaches_into_the_change_is_touched_by_it() {
        Finding method = new Finding("t/long", "t", Severity.low, 5, 12, "long");
        assertThat(FindingSelection.select(
                                Collections.nCopies(2, method), List.of(), List.of(new LineRange(12, 12)), 8_000, 9)
                        .findings())
                .containsExactly(method);
    }

    @Test
    void what_does_not_fit_is_counted() {
        List<Finding> many = IntStream.range(0, 500)
                .mapToObj(i -> finding("r" + i, Severity.low, 10))
                .toList();
        List<Finding> outside = IntStream.range(0, 50)
                .mapToObj(i -> finding("o" + i, Severity.low, 1))
                .toList();
        Analysis analysis = FindingSelection.select(join(many, outside), List.of(), CHANGED, 100_000, 9);
        assertThat(analysis.findings()).hasSize(FindingSelection.MOST);
        assertThat(analysis.omittedChanged()).isEqualTo(500 - FindingSelection.MOST);
        assertThat(analysis.omittedNearby()).isEqualTo(50);
    }

    @Test
    void without_room_there_are_only_counts() {
        Analysis analysis = FindingSelection.select(List.of(finding("a", Severity.high, 10)), List.of(), CHANGED, 0, 9);
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.omittedChanged()).isEqualTo(1);
    }

    @Test
    void the_estimate_of_a_size_is_never_too_small() throws JsonProcessingException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(200); c > 0; c--) {
                text.appendCodePoint(random.nextInt(3) == 0 ? random.nextInt(0xD7FF) : 32 + random.nextInt(95));
            }
            Finding finding = new Finding("t/rule", "t", Severity.critical, 123_456, 123_456, text.toString());
            Note note = new Note("checkstyle", text.toString());
            assertThat(finding.bytes()).as(finding.message()).isGreaterThanOrEqualTo(json(finding) + 1);
            assertThat(note.bytes()).isGreaterThanOrEqualTo(json(note) + 1);
        }
    }

    @Test
    void text_is_not_cut_inside_a_character() {
        String cut = JsonSize.shortened("a".repeat(8) + "\uD83D\uDE00b", 10);
        assertThat(cut).isEqualTo("a".repeat(8) + "…");
        assertThat(JsonSize.shortened("short", 10)).isEqualTo("short");
    }

    private static int json(Object value) throws JsonProcessingException {
        return JsonMapper.builder().build().writeValueAsString(value).getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Finding> join(List<Finding> one, List<Finding> other) {
        List<Finding> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static Finding finding(String rule, Severity severity, int line) {
        return new Finding("t/" + rule, "t", severity, line, line, "message");
    }
}
