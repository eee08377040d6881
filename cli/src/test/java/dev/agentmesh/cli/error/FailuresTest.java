package dev.agentmesh.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.cli.shell.ReaderLeft;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "MESH-1020, 4", "MESH-1021, 4", "MESH-1024, 1", "MESH-2004, 11", "MESH-5001, 5", "MESH-5002, 3",
                "MESH-5003, 11",
        "MESH-5007, 5", "MESH-5008, 6", "MESH-5018, 2", "MESH-5019, 6", "MESH-5020, 4", "MESH-5021, 3", "MESH-6003, 11",
        "MESH-6009, 11", "MESH-9002, 1"
    })
    void every_family_of_codes_has_an_exit_code(String code, int exit) {
        Failure failure = Failures.of(new MeshException(new ErrorCode(code, "m", "c", "f"), "what"));
        assertThat(failure.exit().number()).isEqualTo(exit);
        assertThat(failure.what()).isEqualTo("what");
    }

    @Test
    void an_exit_code_of_a_commands_own_wins() {
        Failure failure = Failures.of(new CliException(ExitCode.PARTLY, CliErrors.PARTLY_DONE, "1 of 2 failed"));
        assertThat(failure.exit()).isEqualTo(ExitCode.PARTLY);
    }

    @Test
    void wrappers_are_seen_through() {
        var inner = new MeshException(TopicErrors.MISSING_TOPIC, "no topic");
        assertThat(Failures.of(new ExecutionException(inner)).code()).isEqualTo("MESH-5002");
        assertThat(Failures.of(new CompletionException(inner)).code()).isEqualTo("MESH-5002");
    }

    @Test
    void kafkas_own_exceptions_have_codes() {
        assertThat(Failures.of(new TimeoutException("late")).exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Failures.of(new TopicAuthorizationException("no")).exit()).isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(Failures.of(new InterruptException("stop")).exit()).isEqualTo(ExitCode.INTERRUPTED);
        Thread.interrupted();
    }

    @Test
    void what_nobody_foresaw_is_an_internal_error() {
        Failure failure = Failures.of(new IllegalStateException("boo"));
        assertThat(failure.code()).isEqualTo("MESH-9001");
        assertThat(failure.exit().number()).isEqualTo(1);
    }

    @Test
    void a_reader_that_left_is_silence() {
        var shell = new TestShell();
        Failure failure = Failures.of(new ReaderLeft());
        failure.printTo(shell.shell());
        assertThat(failure.exit()).isEqualTo(ExitCode.OK);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void an_error_reads_fact_cause_fix_docs() {
        var shell = new TestShell();
        Failures.of(CliException.of(
                        ExitCode.CONFLICT, CliErrors.EXISTS, "a\nb \u001b[2J", "because\nof this", "do that"))
                .printTo(shell.shell());
        assertThat(shell.err())
                .isEqualTo("error MESH-7006  a\n         b \\u001b[2J\n  cause  because\n         of this\n"
                        + "  fix    do that\n  docs   mesh explain MESH-7006\n");
    }
}
