package dev.agentmesh.cli.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.localcluster.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a program that writes a file with its process id once it serves. */
final class ReadyProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private ReadyProcess() {}

    /**
     * Returns when the process has said so.
     *
     * @param what it is, for people
     * @throws CliException MESH-1041 when it ends instead, or takes too long
     */
    static void await(String what, Process process, Path ready, Path log) {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!saysReady(ready, process.pid())) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw notStarted(what, "it ended with exit code " + process.exitValue(), log);
                }
                if (System.nanoTime() > giveUp) {
                    process.destroyForcibly();
                    throw notStarted(what, "it was not ready within " + START_LIMIT.toSeconds() + " s", log);
                }
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw notStarted(what, "interrupted while it started", log);
        }
    }

    private static boolean saysReady(Path ready, long pid) {
        try {
            JsonNode said = JSON.readTree(Files.readString(ready));
            return said.path("pid").asLong() == pid;
        } catch (JsonProcessingException half) {
            return false;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static CliException notStarted(String what, String reason, Path log) {
        String words = ChildJvm.tail(log);
        return CliException.of(
                ExitCode.UNEXPECTED,
                CliErrors.CHILD_NOT_STARTED,
                what + " did not start",
                reason + (words.isBlank() ? "" : "; its last words:\n" + words),
                "read " + log);
    }
}
