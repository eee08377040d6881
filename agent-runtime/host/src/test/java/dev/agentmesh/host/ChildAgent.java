package dev.agentmesh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An agent in a process of its own. */
final class ChildAgent implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildAgent(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Serves {@link Diarist}; returns when it is ready. */
    static ChildAgent start(TestMesh mesh, Path folder, String instance, Map<String, String> more) {
        ChildAgent child = begin(mesh, folder, instance, more, List.of("--agent", "diarist", "--instance", instance));
        child.awaitReady();
        return child;
    }

    static ChildAgent begin(
            TestMesh mesh, Path folder, String instance, Map<String, String> more, List<String> arguments) {
        List<String> program = new ArrayList<>();
        more.forEach((key, value) -> program.add("-D" + key + "=" + value));
        program.add(AgentProcess.class.getName());
        program.addAll(arguments);
        return run(mesh, folder, instance, program);
    }

    /** Runs a source file; returns when it is ready. */
    static ChildAgent oneFile(TestMesh mesh, Path folder, Path source) {
        ChildAgent child = run(mesh, folder, "one-file", List.of(source.toString()));
        child.awaitReady();
        return child;
    }

    private static ChildAgent run(TestMesh mesh, Path folder, String instance, List<String> program) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path")));
            mesh.hostProperties(instance).forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(program);
            Path out = Files.createTempFile(folder, instance, ".out");
            Path err = Files.createTempFile(folder, instance, ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new ChildAgent(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(process.isAlive()).as(errors()).isTrue();
                assertThat(output()).contains("\"ready\":true");
            });
        } catch (RuntimeException | Error e) {
            // The test has not been given it, and could not end it.
            close();
            throw e;
        }
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    void terminate() {
        process.destroy();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    int exitCode() {
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS))
                    .as("the process ends")
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
