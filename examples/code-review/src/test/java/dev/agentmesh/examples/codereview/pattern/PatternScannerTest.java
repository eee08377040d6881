package dev.agentmesh.examples.codereview.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fixtures are files of {@code patterns/}: a line that ends with {@code @@ rule} must be found by that rule, every other
 * line by none.
 */
class PatternScannerTest {
    private static final List<String> FIXTURES = List.of(
            "security.java.txt",
            "security.py.txt",
            "security.js.txt",
            "security.sh.txt",
            "performance.java.txt",
            "performance.py.txt",
            "performance.js.txt",
            "performance.sh.txt");

    static Stream<Arguments> fixtures() {
        return FIXTURES.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void every_marked_line_is_found_and_no_other(String fixture) throws IOException {
        List<String> lines = read(fixture);
        List<String> expected = new ArrayList<>();
        List<String> code = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" *@@ *", 2);
            code.add(parts[0]);
            if (parts.length == 2) {
                expected.add((i + 1) + " pattern/" + parts[1]);
            }
        }
        assertThat(scan(fixture, String.join("\n", code)))
                .extracting(finding -> finding.line() + " " + finding.rule())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_rule_of_the_catalogue_has_a_line_it_finds() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String fixture : FIXTURES) {
            for (String line : read(fixture)) {
                String[] parts = line.split(" *@@ *", 2);
                if (parts.length == 2) {
                    seen.add("pattern/" + parts[1]);
                }
            }
        }
        assertThat(RuleCatalogue.standard().ofTool("pattern"))
                .extracting(Rule::id)
                .containsExactlyInAnyOrderElementsOf(seen);
    }

    @Test
    void tests_are_judged_more_mildly() {
        SourceText source = SourceText.of("tests/a.py", Language.PYTHON, "eval(x)\n");
        assertThat(PatternScanner.security(RuleCatalogue.standard()).scan(source))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.low));
    }

    @Test
    void a_language_without_rules_gives_nothing() {
        SourceText source = SourceText.of("a.sql", Language.YAML, "eval(x)\n");
        assertThat(PatternScanner.security(RuleCatalogue.standard()).scan(source))
                .isEmpty();
    }

    @Test
    void a_line_of_data_is_skipped_in_no_time() {
        SourceText source = SourceText.of("a.js", Language.JAVASCRIPT, "eval(" + "a+".repeat(100_000) + "1)\n");
        assertThat(PatternScanner.security(RuleCatalogue.standard()).scan(source))
                .isEmpty();
    }

    private static List<Finding> scan(String fixture, String code) {
        String extension = fixture.replaceFirst("^\\w+\\.(\\w+)\\.txt$", "$1");
        String path = "src/App." + extension;
        SourceText source = SourceText.of(path, Language.detect(path, ""), code);
        RuleCatalogue rules = RuleCatalogue.standard();
        PatternScanner scanner =
                fixture.startsWith("security") ? PatternScanner.security(rules) : PatternScanner.performance(rules);
        return scanner.scan(source);
    }

    private static List<String> read(String fixture) throws IOException {
        try (var stream =
                Objects.requireNonNull(PatternScannerTest.class.getResourceAsStream("/patterns/" + fixture))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
