package dev.agentmesh.language.testfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on test files has every key the reader knows, and no other. */
class TestFileReferenceTest {
    private static final Path PAGE = Path.of("../../docs/reference/test-files.md");
    private static final Pattern WORD = Pattern.compile("`([A-Za-z_]+)`");

    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of("File", TestFileReader.KEYS),
                Arguments.of("Case", TestFileReader.CASE_KEYS),
                Arguments.of("Answer", AnswerReader.KEYS),
                Arguments.of("Meanwhile", HappeningReader.DEEDS.keySet()),
                Arguments.of("Expected", ExpectedReader.KEYS),
                Arguments.of("Step expected", ExpectedReader.STEP_KEYS),
                Arguments.of("Published record", ExpectedReader.PUBLISHED_KEYS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sections")
    void a_section_has_the_keys_of_its_place(String section, Set<String> keys) throws IOException {
        assertThat(rows(section).stream().map(row -> words(row.getFirst()).getFirst()))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void what_may_stand_beside_a_deed_is_what_is_read() throws IOException {
        assertThat(rows("Meanwhile")).allSatisfy(row -> {
            String deed = words(row.getFirst()).getFirst();
            assertThat(words(row.get(1))).as(deed).containsExactlyInAnyOrderElementsOf(HappeningReader.DEEDS.get(deed));
        });
    }

    @Test
    void an_answer_is_one_of_the_words_that_are_told() throws IOException {
        String first = section("Answer").strip().split(";", 2)[0];
        assertThat(words(first)).containsExactlyInAnyOrderElementsOf(AnswerReader.SAID);
    }

    @Test
    void the_statuses_are_those_that_are_compared() throws IOException {
        List<Collection<String>> known = List.of(ExpectedReader.RUN_STATUSES, ExpectedReader.STEP_STATUSES);
        List<String> rows = section("Statuses")
                .lines()
                .filter(line -> line.startsWith("| a "))
                .toList();
        assertThat(rows).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(words(rows.get(i))).containsExactlyInAnyOrderElementsOf(known.get(i));
        }
    }

    @Test
    void the_example_is_read() throws IOException {
        MatchResult block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(TestFileParser.parse(block.group(1), "order.test.yaml")).isInstanceOf(ParsedTestFile.Valid.class);
    }

    /** The cells of a section's table, without its head. */
    private static List<List<String>> rows(String section) throws IOException {
        return section(section)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(1).split("\\|", -1)))
                .toList();
    }

    private static List<String> words(String text) {
        var words = new TreeSet<String>();
        return WORD.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(words::add)
                .toList();
    }

    private static String section(String name) throws IOException {
        String text = Files.readString(PAGE);
        String heading = "\n## " + name + "\n";
        assertThat(text).contains(heading);
        String rest = text.substring(text.indexOf(heading) + heading.length());
        int next = rest.indexOf("\n## ");
        return next < 0 ? rest : rest.substring(0, next);
    }
}
