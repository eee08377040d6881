package dev.agentmesh.examples.codereview.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {
    private static final RuleCatalogue RULES = RuleCatalogue.standard();

    @Test
    void every_rule_says_what_is_wrong_and_what_to_do() {
        assertThat(RULES.all()).hasSizeGreaterThan(100).allSatisfy(rule -> {
            assertThat(rule.id()).matches("(secret|pattern|pmd|checkstyle|text)/[A-Za-z-]+");
            assertThat(rule.kind()).matches("[a-z-]+");
            assertThat(rule.title()).isNotBlank().hasSizeLessThan(80);
            assertThat(rule.help()).endsWith(".");
            assertThat(rule.uri()).matches("|https://.+");
        });
    }

    @Test
    void the_rules_of_pmd_and_checkstyle_are_those_that_are_switched_on() throws IOException {
        String pmd = Stream.of("security", "performance", "style")
                .map(name -> read("../pmd/" + name + ".xml"))
                .reduce("", String::concat);
        assertThat(RULES.ofTool("pmd"))
                .extracting(Rule::name)
                .containsExactlyInAnyOrderElementsOf(names(pmd, "ref=\"[^\"]*/(\\w+)\""));
        List<String> checks = names(read("../checkstyle/checks.xml"), "module name=\"(\\w+)\"");
        assertThat(RULES.ofTool("checkstyle"))
                .extracting(Rule::name)
                .containsExactlyInAnyOrderElementsOf(checks.stream()
                        .filter(name -> !List.of("Checker", "TreeWalker").contains(name))
                        .toList());
    }

    @Test
    void an_unknown_rule_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> RULES.rule("pmd/NoSuchRule")).isInstanceOf(IllegalArgumentException.class);
        assertThat(RULES.find("pmd/NoSuchRule")).isEmpty();
    }

    private static List<String> names(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String resource) {
        String path = "/dev/agentmesh/examples/codereview/" + resource.substring("../".length());
        try (var stream = Objects.requireNonNull(RuleCatalogue.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
