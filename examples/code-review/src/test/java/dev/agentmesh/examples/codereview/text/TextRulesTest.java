package dev.agentmesh.examples.codereview.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRulesTest {
    private final TextRules rules = new TextRules(RuleCatalogue.standard(), 40);

    @Test
    void blanks_at_the_end_of_a_line_are_found_but_not_a_line_break_of_markdown() {
        assertThat(run(Language.PYTHON, "a = 1 \n\t\nb = 2\n"))
                .containsExactly("1 trailing-whitespace", "2 trailing-whitespace");
        assertThat(run(Language.MARKDOWN, "one  \ntwo \n")).containsExactly("2 trailing-whitespace");
        assertThat(run(Language.PYTHON, "a = 1\r\nb = 2\r\n")).isEmpty();
    }

    @Test
    void long_lines_are_found_where_somebody_could_break_them() {
        assertThat(run(Language.JAVA, "x = call(" + "argument, ".repeat(5) + "last);\n"))
                .containsExactly("1 line-too-long");
        assertThat(run(Language.JAVA, "x = call(" + "a, ".repeat(9) + ");\n")).isEmpty();
        assertThat(run(Language.JAVA, "import " + "a.".repeat(30) + "B;\n")).isEmpty();
        assertThat(run(Language.JAVA, "// see https://" + "a/".repeat(40) + "\n"))
                .isEmpty();
        assertThat(run(Language.MARKDOWN, "word ".repeat(30) + "word\n")).isEmpty();
        assertThat(run(Language.PYTHON, "x = '" + "\uD83D\uDE00".repeat(30) + "'\n"))
                .isEmpty();
    }

    @Test
    void a_todo_needs_a_ticket() {
        assertThat(run(Language.JAVA, "// TODO tidy up\n")).containsExactly("1 todo-without-ticket");
        assertThat(run(Language.PYTHON, "x = 1  # FIXME: later\n")).containsExactly("1 todo-without-ticket");
        assertThat(run(Language.JAVA, "// TODO(#42) tidy up\n// TODO SHOP-17 tidy up\n"))
                .isEmpty();
        assertThat(run(Language.JAVA, "String s = \"TODO\";\nState TODO = of(1);\n"))
                .isEmpty();
        assertThat(run(Language.MARKDOWN, "<!-- TODO -->\n")).isEmpty();
    }

    @Test
    void a_conflict_needs_all_three_markers() {
        assertThat(run(Language.PYTHON, "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> topic\n"))
                .containsExactly("1 conflict-marker");
        assertThat(run(Language.MARKDOWN, "Title\n=======\ntext\n")).isEmpty();
    }

    @Test
    void indentation_is_judged_by_the_rest_of_the_file() {
        assertThat(run(Language.PYTHON, "def f():\n    a\n    b\n\tc\n")).containsExactly("4 mixed-indentation");
        assertThat(run(Language.C, "f() {\n\ta\n\tb\n    c\n}\n")).containsExactly("4 mixed-indentation");
        assertThat(run(Language.C, "f() {\n\ta\n  \tb\n}\n")).containsExactly("3 mixed-indentation");
        assertThat(run(Language.C, "f() {\n\ta\n\tb\n}\n")).isEmpty();
        assertThat(run(Language.JAVA, "/**\n * a\n */\nclass A {\n\tint x;\n}\n"))
                .isEmpty();
        assertThat(run(Language.MAKEFILE, "a:\n\tb\nc:\n    d\n")).isEmpty();
    }

    @Test
    void two_kinds_of_line_ends_are_told_once_at_a_changed_line() {
        assertThat(rules.check(
                        SourceText.of("a.py", Language.PYTHON, "a\r\nb\nc\nd\r\n\n"), List.of(new LineRange(4, 4))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(4);
                    assertThat(finding.message()).isEqualTo("2 lines end with CRLF, the other 3 do not");
                });
        assertThat(run(Language.PYTHON, "a\nb\r\nc\n")).containsExactly("2 mixed-line-endings");
    }

    @Test
    void a_file_ends_with_a_line_end() {
        assertThat(run(Language.PYTHON, "a = 1\nb = 2")).containsExactly("2 no-final-newline");
        assertThat(run(Language.PYTHON, "")).isEmpty();
    }

    @Test
    void characters_that_change_the_order_of_reading_are_found() {
        assertThat(run(Language.JAVA, "if (a) {} //\u202E } b\n")).containsExactly("1 hidden-direction");
    }

    private List<String> run(Language language, String text) {
        return rules.check(SourceText.of("file", language, text), List.of()).stream()
                .map(finding -> finding.line() + " " + finding.rule().substring("text/".length()))
                .toList();
    }
}
