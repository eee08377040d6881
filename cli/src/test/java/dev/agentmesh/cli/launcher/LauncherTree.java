package dev.agentmesh.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A copy of the launcher in a tree of its own, with JDKs and a Maven that only look like them. */
final class LauncherTree {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    final Path root;
    private final Path outside;
    private final Map<String, String> environment = new HashMap<>();

    record Ran(int exit, String out, String err) {
        String lastLine() {
            return out.isEmpty()
                    ? ""
                    : out.stripTrailing().substring(out.stripTrailing().lastIndexOf('\n') + 1);
        }
    }

    /** @param folder an empty one; the tree lies in one with a blank in its name */
    LauncherTree(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("a tree"));
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(root.resolve(".ci"));
        Files.copy(REPOSITORY.resolve("mesh"), root.resolve("mesh"));
        for (String name : List.of("jdk.sh", "build.sh", "start.sh", "test.sh", "TestSummary.java")) {
            Files.copy(
                    REPOSITORY.resolve(".ci").resolve(name), root.resolve(".ci").resolve(name));
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("cli/src/main/java"));
        Files.writeString(root.resolve("cli/pom.xml"), "<project/>");
        Files.createDirectories(outside.resolve("bin"));
        Files.createDirectories(outside.resolve("jdks"));
        environment.put("PATH", outside.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", outside.toString());
        environment.put("MESH_JDK_FOLDERS", outside.resolve("jdks").toString());
        environment.put("MESH_NO_CACHE", "1");
        // Whatever JDK the machine has on its path, this one is found before it.
        Path old = jdk("old jdk", "17.0.15");
        Files.createSymbolicLink(outside.resolve("bin/javac"), old.resolve("bin/javac"));
    }

    LauncherTree with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A JDK in the usual folders, whose java prints its name and arguments; told to write a cache it only notes that. */
    Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(outside.resolve("jdks").resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "exit 0");
        String real = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        script(
                home.resolve("bin/java"),
                "case \"$*\" in *TestSummary.java*) exec '" + real + "' \"$@\" ;; esac\n"
                        + "for word in \"$@\"; do case $word in -XX:AOTCacheOutput=*)\n"
                        + "  echo \"${*#* dev.agentmesh.cli.Mesh }\" >>'" + outside.resolve("cached")
                        + "'; [ ! -f '" + outside.resolve("no mesh") + "' ] || exit 1; : >\"${word#*=}\"; exit 0 ;;\n"
                        + "esac; done\n" + "echo \"java of " + name
                        + "\"; for word in \"$@\"; do echo \"[$word]\"; done");
        return home;
    }

    /** Maven, as far as the launcher sees it. */
    LauncherTree maven(String body) throws IOException {
        script(
                outside.resolve("bin/mvn"),
                "echo \"maven $JAVA_HOME $*\" >>\"" + outside.resolve("calls") + "\"\n" + body);
        return this;
    }

    /** A build that succeeds. */
    LauncherTree workingMaven() throws IOException {
        return maven(building() + "exit 0");
    }

    String building() {
        return """
                echo '[INFO] Building Agent Mesh: topics 0.1.0-SNAPSHOT                      [1/2]'
                echo '[INFO] Building Agent Mesh: command line 0.1.0-SNAPSHOT                [2/2]'
                mkdir -p cli/target && echo /some/lib.jar >cli/target/class-path && : >cli/target/agentmesh-cli.jar
                """;
    }

    /** Commands that were run to make a cache, one a line. */
    List<String> cached() throws IOException {
        Path cached = outside.resolve("cached");
        return Files.exists(cached) ? Files.readAllLines(cached) : List.of();
    }

    /** Commands that talk to a mesh fail from now on. */
    void withoutMesh() throws IOException {
        Files.createFile(outside.resolve("no mesh"));
    }

    /** What Maven was called with, one call a line. */
    List<String> calls() throws IOException {
        Path calls = outside.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Ran mesh(String... words) throws Exception {
        return run(outside, root.resolve("mesh").toString(), words);
    }

    Ran run(Path folder, String script, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh", script));
        command.addAll(List.of(words));
        Path out = outside.resolve("out");
        Path err = outside.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end; it said: " + Files.readString(err));
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path outside() {
        return outside;
    }

    static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
