package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.cli.dev.DevFolder;
import dev.agentmesh.cli.dev.ModulePath;
import dev.agentmesh.cli.folder.DevState;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Agents of a test, each process small; all of them end with this. */
final class AgentProcesses implements AutoCloseable {
    private static final Path HOME = Path.of("..");

    /** One process and where it prints. */
    record Started(Process process, Path out, Path err) {
        String said() {
            return read(out);
        }

        String errors() {
            return read(err);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final DevFolder dev;
    private final List<Started> started = new ArrayList<>();

    AgentProcesses(DevFolder dev) {
        this.dev = dev;
    }

    /** Serves agents by script. */
    Started scripted(String instance, List<String> agents) throws IOException {
        String classPath = ModulePath.of(HOME, "agent-runtime/host").jars()
                + File.pathSeparator
                + System.getProperty("java.class.path");
        var program = new ArrayList<>(List.of("-cp", classPath, ScriptedAgents.class.getName()));
        program.addAll(agents);
        return start(instance, program);
    }

    /** Serves what a source file says. */
    Started source(String instance, Path file, String... arguments) throws IOException {
        var program = new ArrayList<>(
                List.of("-cp", ModulePath.of(HOME, "agent-runtime/host").jars(), absolute(file)));
        program.addAll(List.of(arguments));
        return start(instance, program);
    }

    /**
     * Serves several instances from one process: those of a pool of {@code size} whose numbers begin with {@code from}, up to
     * {@code to}. A dead one is noticed as early as can be.
     */
    Started pool(Path file, int size, int from, int to) throws IOException {
        return start(
                "pool-" + from,
                List.of(
                        "-Xmx256m",
                        "-Dmesh.agent.partitions=" + size,
                        "-Dmesh.agent.session-timeout=3s",
                        "-Dmesh.agent.heartbeat=1s",
                        "-cp",
                        ModulePath.of(HOME, "agent-runtime/host").jars(),
                        absolute(file),
                        Integer.toString(from),
                        Integer.toString(to)));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    /** Serves what a command line says, which ends its agent when it is ended. */
    void command(String name, String... words) throws IOException {
        Path out = Files.createTempFile(dev.path(), name, ".out");
        Path err = Files.createTempFile(dev.path(), name, ".err");
        started.add(new Started(dev.start(out, err, words), out, err));
    }

    /** Returns when all of them serve. */
    void awaitReady() {
        await().atMost(DevFolder.PATIENCE)
                .failFast(() -> assertThat(started)
                        .allSatisfy(each -> assertThat(each.process().isAlive())
                                .as(each.errors())
                                .isTrue()))
                .untilAsserted(() -> assertThat(started)
                        .allSatisfy(each ->
                                assertThat(each.said()).as(each.errors()).contains("\"ready\":true")));
    }

    List<Started> all() {
        return List.copyOf(started);
    }

    private Started start(String instance, List<String> program) throws IOException {
        DevState state = DevState.read(dev.path().resolve(".mesh/data")).orElseThrow();
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dmesh.bootstrap=" + state.bootstrap(),
                                "-Dmesh.registry=" + state.registry(),
                                "-Dmesh.namespace=" + state.namespace(),
                                "-Dmesh.instance=" + instance),
                        program.stream())
                .toList();
        Path out = Files.createTempFile(dev.path(), instance, ".out");
        Path err = Files.createTempFile(dev.path(), instance, ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MESH_"));
        builder.environment().put("MESH_TOPICS_REPLICATION_FACTOR", "1");
        var one = new Started(builder.start(), out, err);
        started.add(one);
        return one;
    }

    @Override
    public void close() throws InterruptedException {
        started.forEach(each -> each.process().destroy());
        for (Started each : started) {
            if (!each.process().waitFor(20, TimeUnit.SECONDS)) {
                each.kill();
            }
        }
        started.clear();
    }
}
