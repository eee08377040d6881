package dev.agentmesh.orchestrator.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.HealthSignal;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthMessagesTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Failure LOST = new Failure(FailureKind.LOST, "MESH-4122", "its worker vanished");
    private static final Breaker.Opening OPENING = new Breaker.Opening(AT, 5, LOST, Duration.ofSeconds(60));

    private static final Breaker COUNTED = new Breaker.Closed(3, Optional.of(new Breaker.Fault(AT, LOST)));

    static Stream<Breaker> breakers() {
        return Stream.of(
                Breaker.WELL,
                COUNTED,
                new Breaker.Open(OPENING, AT.plusSeconds(60)),
                new Breaker.HalfOpen(OPENING, "r-1/a#2", AT.plusSeconds(90)));
    }

    static Stream<HealthSignal.Word> words() {
        return Stream.of(
                new HealthSignal.Failed(LOST),
                new HealthSignal.Failed(new Failure(FailureKind.TIMEOUT, "MESH-4102", "too late")),
                new HealthSignal.Failed(new Failure(FailureKind.INVALID_OUTPUT, "MESH-5003", "too large")),
                new HealthSignal.Failed(new Failure(FailureKind.TRANSIENT, "E1", "it broke")),
                new HealthSignal.Answered(),
                new HealthSignal.Voided(),
                new HealthSignal.Asked(Duration.ofSeconds(70)));
    }

    @ParameterizedTest
    @MethodSource("breakers")
    void a_breaker_is_what_its_record_says(Breaker breaker) {
        var state = new BreakerState(MessageHeader.of("", AT, "test"), "a", 1, HealthMessages.body(breaker));
        assertThat(HealthMessages.breaker(state)).isEqualTo(breaker);
    }

    @ParameterizedTest
    @MethodSource("words")
    void a_signal_is_what_its_record_says(HealthSignal.Word word) {
        var signal = new HealthSignal("a", AT, "r-1/a#2", word);
        var message = HealthMessages.message(signal, "r-1", "mesh.results-0:7");
        assertThat(message.key()).isEqualTo("a");
        assertThat(message.header().runId()).isEqualTo("r-1");
        assertThat(HealthMessages.signal(message)).isEqualTo(signal);
    }

    @Test
    void only_what_is_not_well_is_remembered() {
        BreakerBoard board = new BreakerBoard();
        assertThat(board.of("a")).isSameAs(Breaker.WELL);
        board.put("a", COUNTED);
        assertThat(board.allWell()).isFalse();
        assertThat(board.of("a")).isEqualTo(COUNTED).isSameAs(board.of("a"));
        board.put("a", Breaker.WELL);
        assertThat(board.allWell()).isTrue();
    }
}
