package dev.agentmesh.language.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?$",
                "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$",
                "\\p{Greek}+\\x{10FFFF}?",
                "[]{999}a-z]{2,9}",
                "[[:alpha:]{]{3}",
                "a{,5}",
                "x{",
                "(a|b)*c+?"
            })
    void ordinary_patterns_compile(String source) {
        assertThat(LinearPattern.compile(source).states()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{100}){100}){100}){100})",
                "(a{1000}){1000}",
                "(?:(?:x{90}){90}){2,}",
                "((a{50}b{50}){50}){50}",
                "([\\]]{100}){100}",
                "(((((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2})"
            })
    void patterns_that_would_fill_the_memory_do_not(String source) {
        assertThatThrownBy(() -> LinearPattern.compile(source))
                .isInstanceOf(LinearPattern.Unusable.class)
                .hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a{1001}", "(?=x)", "\\1", "[z-a]"})
    void what_re2_does_not_know_is_refused(String source) {
        assertThatThrownBy(() -> LinearPattern.compile(source))
                .isInstanceOf(LinearPattern.Unusable.class)
                .hasMessageContaining("RE2");
    }

    @Test
    void a_pattern_is_found_anywhere() {
        assertThat(LinearPattern.compile("b+").isFoundIn("abbc")).isTrue();
        assertThat(LinearPattern.compile("^b").isFoundIn("abbc")).isFalse();
    }
}
