package dev.agentmesh.examples.codereview.pmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PmdRulesTest {
    private static final PmdRules SECURITY = PmdRules.load("security", RuleCatalogue.standard());
    private static final PmdRules PERFORMANCE = PmdRules.load("performance", RuleCatalogue.standard());
    private static final PmdRules STYLE = PmdRules.load("style", RuleCatalogue.standard());

    private final List<Note> notes = new ArrayList<>();

    @Test
    void a_key_in_the_code_and_a_null_check_that_guards_nothing_are_found() {
        assertThat(run(SECURITY, """
                import javax.crypto.spec.SecretKeySpec;
                class A {
                    Object key() {
                        return new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
                    }
                    boolean empty(String s) {
                        return s != null || s.isEmpty();
                    }
                }
                """)).containsExactlyInAnyOrder("4 pmd/HardCodedCryptoKey", "7 pmd/BrokenNullCheck");
    }

    @Test
    void text_grown_in_a_loop_and_a_stream_left_open_are_found() {
        assertThat(run(PERFORMANCE, """
                import java.io.FileInputStream;
                class A {
                    String join(java.util.List<String> parts) {
                        String all = "";
                        for (String part : parts) {
                            all += part;
                        }
                        return all;
                    }
                    int first(String path) throws Exception {
                        FileInputStream in = new FileInputStream(path);
                        return in.read();
                    }
                    int closed(String path) throws Exception {
                        try (FileInputStream in = new FileInputStream(path)) {
                            return in.read();
                        }
                    }
                }
                """))
                .containsExactlyInAnyOrder("6 pmd/UseStringBufferForStringAppends", "11 pmd/CloseResource");
    }

    @Test
    void clean_code_of_java_25_gives_nothing_and_is_understood() {
        String code = """
                package a;

                import module java.base;

                sealed interface Shape permits Circle, Square {}

                record Circle(double r) implements Shape {}

                record Square(double side) implements Shape {
                    Square {
                        if (side < 0) {
                            throw new IllegalArgumentException("Expected a side");
                        }
                    }
                }

                final class Area {
                    private final String name;

                    Area(String name) {
                        var checked = name.strip();
                        this.name = checked;
                        super();
                    }

                    double of(Shape shape) {
                        return switch (shape) {
                            case Circle(var r) -> Math.PI * r * r;
                            case Square(double side) when side > 0 -> side * side;
                            case Square _ -> 0;
                        };
                    }

                    String name() {
                        return name;
                    }
                }
                """;
        assertThat(run(SECURITY, code)).isEmpty();
        assertThat(run(PERFORMANCE, code)).isEmpty();
        assertThat(run(STYLE, code)).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void what_cannot_be_parsed_gives_a_note_and_no_failure() {
        assertThat(run(SECURITY, "class A { void f( }")).isEmpty();
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.tool()).isEqualTo("pmd");
            assertThat(note.message()).startsWith("Could not analyze the file: ");
        });
    }

    @Test
    void a_comment_may_silence_a_rule_as_everywhere_else() {
        assertThat(run(STYLE, "class A {\n  private int unused; // NOPMD read by reflection\n}\n"))
                .isEmpty();
        assertThat(run(STYLE, "class A {\n  private int unused;\n}\n")).containsExactly("2 pmd/UnusedPrivateField");
    }

    @Test
    void tests_are_judged_more_mildly() {
        SourceText source = SourceText.of(
                "src/test/java/ATest.java",
                Language.JAVA,
                "class ATest {\n  boolean f(String s) {\n    return s != null || s.isEmpty();\n  }\n}\n");
        assertThat(SECURITY.analyze(source, notes))
                .extracting(Finding::severity)
                .containsExactly(Severity.medium);
    }

    @Test
    void code_nested_without_end_gives_a_note_and_no_failure() {
        String code = "class A { int x = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; }";
        assertThat(run(SECURITY, code)).isEmpty();
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.message()).startsWith("Could not analyze the file: "));
    }

    private List<String> run(PmdRules rules, String code) {
        return rules.analyze(SourceText.of("src/main/java/a/A.java", Language.JAVA, code), notes).stream()
                .map(finding -> finding.line() + " " + finding.rule())
                .toList();
    }
}
