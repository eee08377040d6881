package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a compiler does not see: sizes, words, and what must stand beside what. */
class SourceRulesTest {
    private static final int LONGEST_MAIN = 400;
    private static final int LONGEST_TEST = 600;
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled");

    @Test
    void main_files_are_at_most_400_lines() {
        assertThat(longerThan(Repository.mainSources(), LONGEST_MAIN)).isEmpty();
    }

    @Test
    void test_files_are_at_most_600_lines() {
        assertThat(longerThan(Repository.testSources(), LONGEST_TEST)).isEmpty();
    }

    private static List<String> longerThan(List<Path> files, int lines) {
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream()
                .filter(file -> Repository.read(file).lines().count() > lines)
                .map(Repository::name)
                .toList();
    }

    @Test
    void nothing_unfinished_is_left_in_main_code() {
        assertThat(Repository.mainSources().stream()
                        .filter(file -> UNFINISHED
                                .matcher(Repository.read(file).replaceAll("\"[^\"\\n]*\"", "\"\""))
                                .find())
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void every_package_says_what_belongs_there_and_is_null_marked() {
        assertThat(Repository.mainSources().stream()
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !isNullMarked(directory.resolve("package-info.java")))
                        .map(Repository::name))
                .isEmpty();
    }

    private static boolean isNullMarked(Path packageInfo) {
        if (!Files.exists(packageInfo)) {
            return false;
        }
        String text = Repository.read(packageInfo);
        return text.contains("@NullMarked") && text.contains("/**");
    }

    @Test
    void every_module_explains_itself_under_the_five_headings() {
        List<String> headings = List.of(
                "What this room is for", "What must not come in", "Start reading here", "How to test", "Decisions");
        assertThat(
                        Repository.files(file ->
                                        file.endsWith("pom.xml") && !file.equals(Repository.ROOT.resolve("pom.xml")))
                                .stream()
                                .map(pom -> pom.resolveSibling("README.md"))
                                .filter(readme -> !Files.exists(readme)
                                        || !headings.stream().allMatch(Repository.read(readme)::contains))
                                .map(Repository::name))
                .isEmpty();
    }
}
