package dev.agentmesh.examples.codereview.checkstyle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckstyleRulesTest {
    private static final CheckstyleRules RULES = CheckstyleRules.load(RuleCatalogue.standard());

    private final List<Note> notes = new ArrayList<>();

    @Test
    void mistakes_and_awkward_form_are_found() {
        assertThat(run("""
                package a;

                import java.util.*;
                import java.util.List;
                import java.util.concurrent.Future;

                class bad_name {
                    int Field;

                    boolean f(String a, List<String> b) {
                        int x = 0, y = 1;
                        try {
                            g();
                        } catch (Exception e) {
                        }
                        if (a == "x") {
                            return true;
                        } else {
                            return false;
                        }
                    }

                    public boolean equals(Object other) {
                        return other == this;
                    }
                }
                """))
                .containsExactlyInAnyOrder(
                        "3 checkstyle/AvoidStarImport",
                        "5 checkstyle/UnusedImports",
                        "7 checkstyle/TypeName",
                        "8 checkstyle/MemberName",
                        "11 checkstyle/MultipleVariableDeclarations",
                        "11 checkstyle/UnusedLocalVariable",
                        "11 checkstyle/UnusedLocalVariable",
                        "14 checkstyle/EmptyCatchBlock",
                        "16 checkstyle/SimplifyBooleanReturn",
                        "16 checkstyle/StringLiteralEquality",
                        "23 checkstyle/EqualsHashCode");
    }

    @Test
    void clean_code_of_today_gives_nothing() {
        assertThat(run("""
                package a;

                import java.util.List;

                record Point(int x, int y) {
                    static final int MAX_SIZE = 3;

                    int a_test_reads_like_a_sentence(Object o, List<String> names) {
                        try {
                            return switch (o) {
                                case Point(int x, var _) when x > 0 -> x;
                                case String s -> s.length() + names.size();
                                default -> 0;
                            };
                        } catch (IllegalStateException ignored) {
                            // Nothing depends on it.
                            return 1;
                        }
                    }
                }
                """)).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void what_cannot_be_parsed_gives_a_note_and_the_next_file_is_analyzed_as_ever() {
        assertThat(run("class A { void f( }")).isEmpty();
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.message()).startsWith("Could not analyze the file: "));
        assertThat(run("package a;\n\nimport java.util.List;\n\nclass A {}\n"))
                .containsExactly("3 checkstyle/UnusedImports");
    }

    @Test
    void a_module_descriptor_is_left_alone() {
        SourceText source = SourceText.of("src/main/java/module-info.java", Language.JAVA, "module a {}\n");
        assertThat(RULES.analyze(source, notes)).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void an_empty_file_gives_nothing() {
        assertThat(run("")).isEmpty();
    }

    @Test
    void code_nested_without_end_gives_a_note_and_no_failure() {
        String code = "class A { int x = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; }";
        assertThat(run(code)).isEmpty();
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.message()).startsWith("Could not analyze the file: "));
    }

    private List<String> run(String code) {
        return RULES.analyze(SourceText.of("src/main/java/a/A.java", Language.JAVA, code), notes).stream()
                .map(finding -> finding.line() + " " + finding.rule())
                .toList();
    }
}
