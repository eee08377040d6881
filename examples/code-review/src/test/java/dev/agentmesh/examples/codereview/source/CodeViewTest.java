package dev.agentmesh.examples.codereview.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeViewTest {
    @Test
    void comments_vanish_and_strings_keep_their_quotes() {
        CodeView view = view(Language.JAVA, "a(\"x // y\"); // eval(b)\n/* eval(c)\n eval(d) */ e('\\'');");
        assertThat(view.withStrings().get(0)).isEqualTo("a(\"x // y\");           ");
        assertThat(view.codeOnly().get(0)).isEqualTo("a(\"      \");           ");
        assertThat(view.codeOnly().get(1)).isBlank();
        assertThat(view.codeOnly().get(2).strip()).isEqualTo("e('  ');");
    }

    @Test
    void text_blocks_and_template_strings_span_lines() {
        assertThat(view(Language.JAVA, "s = \"\"\"\n eval(x)\n \"\"\"; f();").codeOnly())
                .containsExactly("s = \"\"\"", "        ", " \"\"\"; f();");
        assertThat(view(Language.JAVASCRIPT, "s = `a\neval(${x})`; g()").codeOnly())
                .containsExactly("s = ` ", "          `; g()");
    }

    @Test
    void a_regex_literal_is_no_comment_and_a_division_is_no_regex() {
        assertThat(view(Language.JAVASCRIPT, "const r = /[/\"]\\/\\/x/; eval(y)")
                        .codeOnly()
                        .getFirst())
                .startsWith("const r = /")
                .endsWith("/; eval(y)");
        assertThat(view(Language.JAVASCRIPT, "a = b / c; // d / e")
                        .codeOnly()
                        .getFirst()
                        .strip())
                .isEqualTo("a = b / c;");
    }

    @Test
    void python_documentation_is_a_comment_and_other_long_strings_are_text() {
        CodeView view = view(
                Language.PYTHON,
                "\"\"\"About eval(x).\"\"\"\ndef f():\n    '''Calls eval(y).\n    '''\n    q = \"\"\"select eval(z)\"\"\"  # eval(w)\n");
        assertThat(view.withStrings().get(0)).isBlank();
        assertThat(view.withStrings().get(2)).isBlank();
        assertThat(view.withStrings().get(4).strip()).isEqualTo("q = \"\"\"select eval(z)\"\"\"");
        assertThat(view.codeOnly().get(4)).doesNotContain("eval");
    }

    @Test
    void a_hash_inside_a_shell_word_starts_no_comment() {
        assertThat(view(Language.SHELL, "x=${y#prefix} # note")
                        .withStrings()
                        .getFirst()
                        .strip())
                .isEqualTo("x=${y#prefix}");
    }

    @Test
    void an_apostrophe_without_a_partner_does_not_swallow_the_file() {
        assertThat(view(Language.SHELL, "echo don't\neval $x").codeOnly().get(1))
                .isEqualTo("eval $x");
    }

    @Test
    void every_line_keeps_its_length() {
        String text = "a = 1 # x\n'''\n y\n'''\nb = \"q\" \\\n";
        assertThat(view(Language.PYTHON, text).codeOnly())
                .extracting(String::length)
                .isEqualTo(SourceText.of("x", Language.PYTHON, text).lines().stream()
                        .map(String::length)
                        .toList());
    }

    private static CodeView view(Language language, String text) {
        return CodeView.of(SourceText.of("file", language, text));
    }
}
