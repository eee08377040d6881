package dev.agentmesh.language.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS = List.of("retry", "timeout", "with", "when", "agent", "parallel", "else");

    @ParameterizedTest
    @CsvSource({
        "retires, retry",
        "retyr, retry",
        "tiemout, timeout",
        "whit, with",
        "Agent, agent",
        "paralel, parallel",
        "els, else",
        "zzz, ",
        "x, ",
        "agentsupervisorthing, agent"
    })
    void finds_what_was_meant(String word, String meant) {
        assertThat(Nearest.to(word, WORDS).orElse(null)).isEqualTo(meant);
    }
}
