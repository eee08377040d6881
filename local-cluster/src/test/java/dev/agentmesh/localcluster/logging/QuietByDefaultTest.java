package dev.agentmesh.localcluster.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In a JVM of its own: logback is configured once per JVM. */
class QuietByDefaultTest {

    @TempDir
    Path folder;

    @Test
    void without_a_configuration_warnings_go_to_stderr_and_nothing_to_stdout() throws Exception {
        var program = start(List.of());

        assertThat(program.inputReader().readAllAsString()).isEmpty();
        assertThat(program.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("err")))
                .contains("a warning")
                .contains("through log4j")
                .doesNotContain("a detail");
    }

    @Test
    void a_programs_own_configuration_wins() throws Exception {
        var own = Files.writeString(folder.resolve("own.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>own %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="out"/></root>
                </configuration>
                """);

        var program = start(List.of("-Dlogback.configurationFile=" + own));

        assertThat(program.inputReader().lines()).contains("own a detail", "own a warning");
        assertThat(program.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    }

    private Process start(List<String> flags) throws IOException {
        return new ChildJvm(
                        flags,
                        System.getProperty("java.class.path"),
                        Talker.class.getName(),
                        List.of(),
                        folder,
                        folder.resolve("err"))
                .start(ChildJvm.Stdout.READ_BY_US);
    }

    /** A program that logs by both roads that lead here. */
    static final class Talker {

        private Talker() {}

        public static void main(String[] args) {
            var log = LoggerFactory.getLogger("talker");
            log.debug("a detail too many");
            log.info("a detail");
            log.warn("a warning");
            org.apache.logging.log4j.LogManager.getLogger("other").warn("through log4j");
        }
    }
}
