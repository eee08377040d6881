package dev.agentmesh.language.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.language.format.Formatter.Formatted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatterTest {
    private static String format(String source) {
        return switch (Formatter.format(source, "w.yaml")) {
            case Formatted.Done(String text) -> text;
            case Formatted.Unreadable unreadable ->
                throw new AssertionError(unreadable.problems().getFirst().render());
        };
    }

    @Test
    void comments_and_single_empty_lines_stay_where_they_are() {
        assertThat(format("""
                # What it is.

                mesh:   v1
                workflow: w   # its name


                # The work.
                steps:
                # first
                - id: a # one
                  agent: b

                  # behind a
                - {id: c, agent: "d"}   # two
                # the end
                """)).isEqualTo("""
                # What it is.

                mesh: v1
                workflow: w # its name

                # The work.
                steps:
                  # first
                  - id: a # one
                    agent: b

                  # behind a
                  - { id: c, agent: "d" } # two
                # the end
                """);
    }

    @Test
    void comments_inside_brackets_make_them_lines() {
        assertThat(format("a: { b: 1, # one\n     c: 2 }\n")).isEqualTo("a:\n  b: 1 # one\n  c: 2\n");
    }

    @Test
    void a_comment_behind_a_closing_bracket_goes_to_what_follows() {
        assertThat(format("a: [ 1,\n  2\n] # two\nb: 3\n")).isEqualTo("a: [1, 2]\n# two\nb: 3\n");
    }

    @Test
    void a_file_that_is_one_long_text_keeps_it() {
        String once = format("  a- a\n- b\n\n- b\n");
        assertThat(once).isEqualTo("|-\n  a- a - b\n  - b\n");
        assertThat(format(once)).isEqualTo(once);
    }

    @Test
    void a_comment_beside_the_only_field_of_an_item_stays_there() {
        String text = "a:\n  - b: 1 # one\n  - c: # none\n  - - d # in a list\n";
        assertThat(format(text)).isEqualTo("a:\n  - b: 1 # one\n  - c: # none\n  -\n    - d # in a list\n");
        assertThat(format(format(text))).isEqualTo(format(text));
    }

    @Test
    void what_does_not_fit_on_a_line_is_spread() {
        String item = "a-long-word-that-takes-much-room";
        String list = String.join(", ", item, item, item, item);
        assertThat(format("x: [" + list + "]\n")).isEqualTo("x:\n" + ("  - " + item + "\n").repeat(4));
    }

    @Test
    void texts_below_a_sign_move_with_their_key() {
        assertThat(
                        format(
                                "a:\n      b: |\n          one\n            two # no comment\n\n          three\n      c: >-\n        d\n"))
                .isEqualTo("a:\n  b: |\n    one\n      two # no comment\n\n    three\n  c: >-\n    d\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "with: {q: ${input.x}}|with: { q: \"${input.x}\" }",
                "m: { match: c in [1, 2] && a == b }|m: { match: \"c in [1, 2] && a == b\" }",
                "w: ${a == \"b\" ? 1 : 2}|w: '${a == \"b\" ? 1 : 2}'",
                "u: x != \"A: b\"|u: 'x != \"A: b\"'",
                "v: {{ input.x }}|v: ${input.x}",
                "t: 'it''s'|t: \"it's\"",
                "n: 007|n: 007",
                "n: \"no\"|n: \"no\"",
                "e:|e:",
                "e: {}|e: {}",
                "'a b': [ {x: 1} , [] ]|\"a b\": [{ x: 1 }, []]",
            })
    void what_yaml_trips_over_gets_its_quotes(String written, String formatted) {
        assertThat(format(written + "\n")).isEqualTo(formatted + "\n");
    }

    /** Every mending of the second line moves the error on a little, so it was mended for ever, twice as long each time. */
    @Test
    void a_line_is_mended_once() {
        assertThat(Formatter.format("a: [\nb: 1\n", "w.yaml")).isInstanceOf(Formatted.Unreadable.class);
    }

    @Test
    void what_no_quotes_can_mend_is_said() {
        Formatted formatted = Formatter.format("a: [1, 2\nb: 3\n", "w.yaml");

        assertThat(((Formatted.Unreadable) formatted).problems())
                .first()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("MESH-2001"));
    }
}
