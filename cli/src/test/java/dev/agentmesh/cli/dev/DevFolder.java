package dev.agentmesh.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A project folder in which the command line is run as the launcher would run it: a process for every call. */
public record DevFolder(Path path, Map<String, String> environment) {
    public DevFolder(Path path) {
        this(path, Map.of());
    }

    public static final Duration PATIENCE = Duration.ofMinutes(4);

    public record Ran(int exit, String out, String err) {
        public JsonNode json() {
            return Json.value(out);
        }
    }

    /** Runs a command to its end. */
    public Ran mesh(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(path, "out", "");
        Path err = Files.createTempFile(path, "err", "");
        Process process = start(out, err, words);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("mesh " + String.join(" ", words) + " did not end: " + Files.readString(err));
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts a command that goes on until it is ended. */
    public Process start(Path out, Path err, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmesh.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.agentmesh.cli.Mesh"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MESH_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    public Map<String, DevState.Member> members() {
        return DevState.read(path.resolve(".mesh/data")).orElseThrow().members().stream()
                .collect(Collectors.toMap(DevState.Member::name, Function.identity()));
    }

    public DevState.Member member(String name) {
        return Objects.requireNonNull(members().get(name), name);
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
