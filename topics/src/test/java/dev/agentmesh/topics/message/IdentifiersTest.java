package dev.agentmesh.topics.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "R-01k9x7", "market-brief", "3", "1.0.0_rc1"})
    void plain_ids_are_taken(String id) {
        assertThat(Identifiers.requireId("runId", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../../x",
                "a/b",
                "a:b",
                "a\u0000b",
                "a b",
                "a ",
                "🦊",
                "\u202eabc",
                "аbc",
                "-a",
                "_a",
                "a\n"
            })
    void ids_that_could_mean_something_elsewhere_are_refused(String id) {
        assertThatThrownBy(() -> Identifiers.requireId("runId", id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runId")
                .hasMessageContaining("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    }

    @Test
    void length_is_bounded() {
        assertThat(Identifiers.requireId("runId", "a".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> Identifiers.requireId("runId", "a".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identifiers.requireId("runId", "a".repeat(10_240)))
                .hasMessageContaining("10240 characters")
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(300);
    }

    @Test
    void a_message_about_a_bad_id_has_nothing_a_terminal_would_obey() {
        assertThatThrownBy(() -> Identifiers.requireId("runId", "\u001b[31m\u202e\u0000"))
                .hasMessageContaining("\\u001b[31m\\u202e\\u0000")
                .extracting(Throwable::getMessage)
                .asString()
                .matches(text -> text.chars().allMatch(c -> c >= ' ' && c < 127));
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeter", "code-review", "a1"})
    void agent_names_are_lower_case(String name) {
        assertThat(Identifiers.requireName("agent", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Greeter", "a.b", "a_b", "-a", "", "ä"})
    void other_names_are_refused(String name) {
        assertThatThrownBy(() -> Identifiers.requireName("agent", name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft",
                "files[3]/checks[security]/security",
                "route[0]/answer",
                "release[catch0]/notify",
                "a/b/c"
            })
    void step_paths_have_segments_and_lanes(String path) {
        assertThat(Identifiers.requireStepPath(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a[", "a[]", "a]b", "../a", "a[1][2]", "a b"})
    void other_paths_are_refused(String path) {
        assertThatThrownBy(() -> Identifiers.requireStepPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_long_hostile_path_is_refused_quickly() {
        String path = "a".repeat(100_000) + "[";

        long started = System.nanoTime();
        assertThatThrownBy(() -> Identifiers.requireStepPath(path)).isInstanceOf(IllegalArgumentException.class);

        assertThat(System.nanoTime() - started).isLessThan(1_000_000_000L);
    }

    @Test
    void what_fits_is_what_the_patterns_in_the_messages_say() {
        String alphabet = "aZ09.-_~/[]é ";
        Random chance = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            chance.ints(chance.nextInt(6), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            String value = text.toString();
            assertThat(taken(() -> Identifiers.requireId("x", value)))
                    .as(value)
                    .isEqualTo(value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"));
            assertThat(taken(() -> Identifiers.requireName("x", value)))
                    .as(value)
                    .isEqualTo(value.matches("[a-z0-9][a-z0-9-]{0,63}"));
            assertThat(taken(() -> Identifiers.requireRunId("x", value)))
                    .as(value)
                    .isEqualTo(value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(~[A-Za-z0-9._~-]{1,127})?"));
            assertThat(taken(() -> Identifiers.requireStepPath(value)))
                    .as(value)
                    .isEqualTo(
                            value.matches(
                                    "[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._-]+])?(/[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._-]+])?)*"));
        }
    }

    private static boolean taken(Runnable requirement) {
        try {
            requirement.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
