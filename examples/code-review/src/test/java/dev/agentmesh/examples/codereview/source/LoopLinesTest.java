package dev.agentmesh.examples.codereview.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopLinesTest {
    @Test
    void the_body_of_a_loop_is_inside_and_its_head_is_not() {
        assertThat(inLoop(Language.JAVA, "a();\nfor (int i = 0; i < n; i++) {\n  b();\n}\nc();"))
                .containsExactly(3, 4);
    }

    @Test
    void blocks_inside_a_loop_belong_to_it_and_what_follows_does_not() {
        assertThat(inLoop(Language.JAVA, "while (x) {\n  if (y) {\n    b();\n  }\n}\nif (z) {\n  c();\n}"))
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void a_body_without_braces_is_one_statement() {
        assertThat(inLoop(Language.JAVASCRIPT, "for (const a of b)\n  f(a);\ng();"))
                .containsExactly(2);
    }

    @Test
    void the_function_given_to_for_each_is_a_body() {
        assertThat(inLoop(Language.JAVASCRIPT, "list.forEach(x => {\n  f(x);\n});\ng();"))
                .containsExactly(2, 3);
    }

    @Test
    void the_end_of_do_while_opens_nothing() {
        assertThat(inLoop(Language.JAVA, "do {\n  a();\n} while (b);\nc();\nd();"))
                .containsExactly(2, 3);
    }

    @Test
    void python_bodies_end_where_the_indentation_does() {
        assertThat(inLoop(Language.PYTHON, "for a in b:\n    f(a)\n\n    g(a)\nh()\nx = [i for i in y]\nz()"))
                .containsExactly(2, 4);
    }

    @Test
    void shell_bodies_stand_between_do_and_done() {
        assertThat(inLoop(Language.SHELL, "a\nfor x in 1 2; do\n  b\ndone\nc")).containsExactly(3);
    }

    @Test
    void words_in_comments_and_strings_open_no_loop() {
        assertThat(inLoop(Language.JAVA, "// for (x) {\nString s = \"while (y) {\";\na();"))
                .isEmpty();
    }

    private static List<Integer> inLoop(Language language, String text) {
        SourceText source = SourceText.of("file", language, text);
        LoopLines loops = LoopLines.of(language, CodeView.of(source));
        return IntStream.rangeClosed(1, source.lines().size())
                .filter(loops::contains)
                .boxed()
                .toList();
    }
}
