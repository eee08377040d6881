package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every code that can be raised has a page a person can read and a test that provokes it; no page is about nothing. */
class ErrorCatalogueTest {
    private static final Pattern CODE = Pattern.compile("MESH-[1-9][0-9]{3}");
    private static final List<String> SECTIONS = List.of("## What happened", "## Cause", "## What to do");

    @Test
    void every_code_that_is_raised_has_a_page_and_every_page_a_code() {
        assertThat(pages().keySet()).containsExactlyInAnyOrderElementsOf(raised());
    }

    @Test
    void every_page_says_what_happened_why_and_what_to_do() {
        pages().forEach((code, page) -> {
            assertThat(page).as(code).startsWith("# " + code + " ");
            assertThat(page).as(code).contains(SECTIONS);
            assertThat(page.length()).as(code + " is more than its headings").isGreaterThan(200);
        });
    }

    /** The list a person looks through; `mesh explain` makes its own. */
    @Test
    void the_index_lists_every_page_by_its_title_in_order() {
        List<String> expected = new ArrayList<>();
        pages().forEach((code, page) -> expected.add("| [" + code + "](" + code + ".md) | "
                + page.lines().findFirst().orElse("").substring(("# " + code + " ").length()) + " |"));
        assertThat(Repository.read(Repository.ROOT.resolve("docs/errors/README.md"))
                        .lines()
                        .filter(line -> line.startsWith("| [MESH-")))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void every_code_is_provoked_by_a_test() {
        SortedSet<String> provoked = new TreeSet<>();
        Repository.files(ErrorCatalogueTest::isTest).forEach(file -> provoked.addAll(codesIn(Repository.read(file))));
        SortedSet<String> missing = new TreeSet<>(raised());
        missing.removeAll(provoked);
        assertThat(missing).isEmpty();
    }

    private static boolean isTest(Path file) {
        String name = file.toString();
        return name.contains("/src/test/") && !name.contains("/architecture-tests/");
    }

    /** Codes in the sources that run, and in the launcher with its parts. */
    private static SortedSet<String> raised() {
        SortedSet<String> codes = new TreeSet<>();
        Repository.mainSources().forEach(file -> codes.addAll(codesIn(withoutComments(Repository.read(file)))));
        codes.addAll(codesIn(Repository.read(Repository.ROOT.resolve("mesh"))));
        Path parts = Repository.ROOT.resolve(".ci");
        Repository.files(file -> file.startsWith(parts) && file.toString().endsWith(".sh"))
                .forEach(file -> codes.addAll(codesIn(Repository.read(file))));
        return codes;
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "");
    }

    private static SortedMap<String, String> pages() {
        SortedMap<String, String> pages = new TreeMap<>();
        Path folder = Repository.ROOT.resolve("docs/errors");
        Repository.files(file ->
                        file.startsWith(folder) && file.getFileName().toString().startsWith("MESH-"))
                .forEach(file -> pages.put(file.getFileName().toString().replace(".md", ""), Repository.read(file)));
        return pages;
    }

    private static SortedSet<String> codesIn(String text) {
        SortedSet<String> codes = new TreeSet<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group());
        }
        return codes;
    }
}
