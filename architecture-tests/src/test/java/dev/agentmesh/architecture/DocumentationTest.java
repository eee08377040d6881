package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people read names only what is there: commands, pages, variables. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern HEADING_LINK = Pattern.compile("\\]\\(((?!https?:)[^)#\\s]*)#([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?)\\s*$");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ *|`|\\| |&& )(?:\\./)?mesh ([a-z]+)(?: ([a-z]+))?\\b");
    private static final Pattern DECLARED =
            Pattern.compile("@Command\\(\\s*(?:name = )?\"?([a-z]+)\"?|name = \"([a-z]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\bMESH_[A-Z][A-Z_]*[A-Z]\\b");

    /** Strikes the example's agents in the demonstration; nobody sets up a mesh with it. */
    private static final String FAULT = "MESH_DEMO_FAULT";

    /** What the launcher answers itself. */
    private static final String LAUNCHERS_OWN = "test";

    private static List<Path> pages() {
        return Repository.files(file -> file.toString().endsWith(".md")
                && !Repository.name(file).startsWith("docs/adr/")
                && !file.toString().contains("/src/"));
    }

    @Test
    void every_link_to_a_file_leads_somewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Repository.read(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(Repository.name(page) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_link_to_a_heading_leads_to_one() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = HEADING_LINK.matcher(Repository.read(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (target.toString().endsWith(".md") && !anchors(target).contains(link.group(2))) {
                    broken.add(Repository.name(page) + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** As those who show such pages make them from headings. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(Repository.read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void every_command_that_is_shown_exists() {
        SortedSet<String> words = declaredWords();
        assertThat(words).contains("explain", "dev");
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            Matcher command = COMMAND.matcher(codeOf(Repository.read(page)));
            while (command.find()) {
                String noun = command.group(1);
                String verb = command.group(2);
                if (!noun.equals(LAUNCHERS_OWN) && !words.contains(singular(noun, words))) {
                    unknown.add(Repository.name(page) + ": mesh " + noun);
                } else if (verb != null && isNoun(noun) && !words.contains(verb)) {
                    unknown.add(Repository.name(page) + ": mesh " + noun + " " + verb);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** The words of all commands, as their classes declare them. */
    private static SortedSet<String> declaredWords() {
        SortedSet<String> words = new TreeSet<>();
        Path cli = Repository.ROOT.resolve("cli/src/main/java");
        Repository.mainSources().stream()
                .filter(file -> file.startsWith(cli))
                .map(Repository::read)
                .filter(text -> text.contains("@Command("))
                .forEach(text -> {
                    Matcher declared = DECLARED.matcher(text);
                    while (declared.find()) {
                        words.add(declared.group(1) == null ? declared.group(2) : declared.group(1));
                    }
                });
        return words;
    }

    /** A noun has a folder of its own with a class that says so. */
    private static boolean isNoun(String word) {
        return Files.exists(Repository.ROOT.resolve("cli/src/main/java/dev/agentmesh/cli/" + word));
    }

    private static String singular(String noun, SortedSet<String> words) {
        return words.contains(noun) || !noun.endsWith("s") ? noun : noun.substring(0, noun.length() - 1);
    }

    /** Code blocks and code spans only: in prose "mesh" is a word. */
    private static String codeOf(String page) {
        StringBuilder code = new StringBuilder();
        boolean inside = false;
        for (String line : page.lines().toList()) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (inside || line.startsWith("    ")) {
                code.append(line).append('\n');
            } else {
                Matcher span = Pattern.compile("`[^`]+`").matcher(line);
                while (span.find()) {
                    code.append(span.group()).append('\n');
                }
            }
        }
        return code.toString();
    }

    @Test
    void the_settings_page_has_every_variable_the_programs_read_and_no_other() {
        SortedSet<String> told = variablesIn(Repository.read(Repository.ROOT.resolve("docs/reference/settings.md")));
        told.remove("MESH_KAFKA_SASL_MECHANISM");
        assertThat(told).containsExactlyElementsOf(variablesRead());
    }

    @Test
    void every_variable_that_is_named_anywhere_is_read_by_a_program() {
        SortedSet<String> read = variablesRead();
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            variablesIn(Repository.read(page)).stream()
                    .filter(name -> !read.contains(name) && !name.startsWith("MESH_KAFKA_"))
                    .filter(name -> !name.equals("MESH_REVIEW_REPOSITORY") && !name.equals(FAULT))
                    .forEach(name -> unknown.add(Repository.name(page) + ": " + name));
        }
        assertThat(unknown).isEmpty();
    }

    /** In quotes in Java, as a variable in the launcher and in configuration files, and made from the keys of the agent host. */
    static SortedSet<String> variablesRead() {
        SortedSet<String> read = new TreeSet<>();
        Pattern quoted = Pattern.compile("\"(MESH_[A-Z_]*[A-Z])\"");
        Repository.mainSources().stream()
                .filter(file -> !Repository.name(file).startsWith("examples/"))
                .forEach(file -> quoted.matcher(Repository.read(file)).results().forEach(m -> read.add(m.group(1))));
        Path hostKeys =
                Repository.ROOT.resolve("agent-runtime/host/src/main/java/dev/agentmesh/host/settings/HostKey.java");
        Pattern.compile("\"(mesh\\.[a-z.-]+)\"")
                .matcher(Repository.read(hostKeys))
                .results()
                .forEach(m -> read.add(m.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
        Pattern expanded = Pattern.compile("\\$\\{(MESH_[A-Z_]*[A-Z])[:}-]");
        Repository.files(file -> Repository.name(file).equals("mesh")
                        || Repository.name(file).startsWith(".ci/")
                        || Repository.name(file).endsWith("src/main/resources/application.yml"))
                .forEach(file ->
                        expanded.matcher(Repository.read(file)).results().forEach(m -> read.add(m.group(1))));
        read.remove(FAULT);
        return read;
    }

    private static SortedSet<String> variablesIn(String text) {
        SortedSet<String> found = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
