package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/requirements.md} speaks of every requirement once, and names only tests and files that exist. */
class RequirementsTest {
    private static final Path TABLE = Repository.ROOT.resolve("docs/requirements.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([SM][0-9]+) \\| (done|partial|open) \\| (.*) \\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Spec|Properties))`");
    private static final Pattern FILE = Pattern.compile("`([a-z./][A-Za-z0-9_./-]*/[A-Za-z0-9_./-]+)`");

    private record Row(String id, String state, String evidence) {}

    @Test
    void every_requirement_has_exactly_one_row() {
        List<String> expected = Stream.concat(
                        IntStream.rangeClosed(1, 272).mapToObj(i -> "S" + i),
                        IntStream.rangeClosed(1, 9).mapToObj(i -> "M" + i))
                .toList();
        assertThat(rows().stream().map(Row::id)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void what_is_done_or_partial_names_its_evidence() {
        assertThat(rows().stream()
                        .filter(row -> !row.state().equals("open"))
                        .filter(row -> !row.evidence().contains("`"))
                        .map(Row::id))
                .isEmpty();
    }

    @Test
    void every_test_and_file_that_is_named_exists() {
        Set<String> tests = Repository.testSources().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            for (String test : named(TEST, row.evidence())) {
                if (!tests.contains(test)) {
                    missing.add(row.id() + ": " + test);
                }
            }
            for (String file : named(FILE, row.evidence())) {
                if (!file.startsWith("./") && !Files.exists(Repository.ROOT.resolve(file))) {
                    missing.add(row.id() + ": " + file);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> named(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<Row> rows() {
        return rowsOf(Repository.read(TABLE));
    }

    private static List<Row> rowsOf(String text) {
        return text.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
    }
}
