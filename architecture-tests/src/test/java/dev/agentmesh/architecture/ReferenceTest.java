package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.CatalogueSettings;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.catalogue.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference pages say what the program does. */
class ReferenceTest {
    private static final Path LANGUAGE =
            Repository.ROOT.resolve("orchestrator/language/src/main/java/dev/agentmesh/language");

    @Test
    void the_table_of_topics_is_the_catalogue() {
        var catalogue = new Catalogue(new TopicNames("mesh"), CatalogueSettings.production());
        List<String> expected = new ArrayList<>();
        catalogue.topics().forEach(topic -> expected.add(row(topic.name(), topic)));
        expected.add(row("mesh.tasks.<agent>", catalogue.tasks("agent")));
        assertThat(page("topics.md").lines().filter(line -> line.startsWith("| `mesh.")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String row(String name, TopicSpec topic) {
        var keeps = topic.kind().keeps();
        return "| `" + name + "` | " + topic.kind().key() + " | "
                + keeps.retention()
                        .map(Duration::toDays)
                        .map(days -> days + " d")
                        .orElse("for ever") + " | "
                + keeps.cleanupPolicy() + " | " + topic.partitions() + " |";
    }

    @Test
    void the_language_page_has_every_verb_modifier_and_key_of_the_header() {
        String steps = Repository.read(LANGUAGE.resolve("definition/StepReader.java"));
        String header = Repository.read(LANGUAGE.resolve("definition/WorkflowReader.java"));
        assertThat(firstColumn("## Verbs")).containsExactlyElementsOf(words(steps, "VERBS"));
        assertThat(firstColumn("## Modifiers")).containsExactlyElementsOf(words(steps, "MODIFIERS"));
        assertThat(firstColumn("## Header")).containsExactlyElementsOf(words(header, "KEYS"));
        assertThat(section("## Reserved for later"))
                .contains(words(steps, "LATER_MODIFIERS").stream()
                        .map(word -> "`" + word + "`")
                        .toList());
    }

    @Test
    void the_language_page_has_every_function_and_no_other() {
        SortedSet<String> told = new TreeSet<>();
        section("## Expressions")
                .lines()
                .filter(line -> line.matches("\\| (any|conversions|texts.*|lists|numbers) \\|.*"))
                .forEach(line -> Pattern.compile("`([A-Za-z.]+)`")
                        .matcher(line)
                        .results()
                        .forEach(m -> told.add(m.group(1))));
        SortedSet<String> there = new TreeSet<>(List.of("default", "sortBy", "math.greatest", "math.least"));
        Pattern.compile("add\\(\\s*\"([A-Za-z.]+)\"")
                .matcher(Repository.read(LANGUAGE.resolve("expression/Functions.java")))
                .results()
                .forEach(m -> there.add(m.group(1)));
        assertThat(told).containsExactlyElementsOf(there);
    }

    private static SortedSet<String> firstColumn(String heading) {
        SortedSet<String> words = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z]+)` \\|").matcher(section(heading));
        while (rows.find()) {
            words.add(rows.group(1));
        }
        return words;
    }

    private static String section(String heading) {
        String text = page("workflow-language.md");
        String rest = text.substring(text.indexOf(heading) + heading.length());
        int next = rest.indexOf("\n## ");
        return next < 0 ? rest : rest.substring(0, next);
    }

    /** The texts of the set constant of that name. */
    private static SortedSet<String> words(String source, String constant) {
        Matcher set = Pattern.compile(" " + constant + "\\s*=([^;]*);", Pattern.DOTALL)
                .matcher(source);
        assertThat(set.find()).as(constant).isTrue();
        SortedSet<String> words = new TreeSet<>();
        Pattern.compile("\"([a-z]+)\"").matcher(set.group(1)).results().forEach(m -> words.add(m.group(1)));
        return words;
    }

    private static String page(String name) {
        return Repository.read(Repository.ROOT.resolve("docs/reference").resolve(name));
    }
}
