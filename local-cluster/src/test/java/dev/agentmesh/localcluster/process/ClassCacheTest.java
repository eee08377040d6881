package dev.agentmesh.localcluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx64m");

    @TempDir
    Path folder;

    private Path caches;
    private Path jar;

    /** Says its one word, and ends. */
    public static final class Hello {
        public static void main(String[] words) {
            System.out.println("hello");
        }
    }

    @BeforeEach
    void aJar() throws IOException {
        caches = folder.resolve("caches");
        jar = folder.resolve("hello.jar");
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var classFile = Hello.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(classFile.readAllBytes());
        }
    }

    @Test
    void recordsThenMakesThenUses() throws Exception {
        assertThat(flags()).anyMatch(flag -> flag.equals("-XX:AOTMode=record"));
        assertThat(run()).isEqualTo("hello");
        assertThat(files(".recorded")).hasSize(1);

        ClassCache.makeRecorded(caches);
        awaitMade();

        assertThat(flags()).anyMatch(flag -> flag.startsWith("-XX:AOTCache="));
        assertThat(run()).isEqualTo("hello");
        assertThat(files(".recorded")).isEmpty();
    }

    @Test
    void anotherBuildOfAJarRecordsAnew() throws Exception {
        run();
        ClassCache.makeRecorded(caches);
        awaitMade();

        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        assertThat(flags()).contains("-XX:AOTMode=record");
        assertThat(files(".aot")).isEmpty();
    }

    @Test
    void oneOfTwoRecordingsIsEnough() throws Exception {
        run();
        run();
        assertThat(files(".recorded")).hasSize(2);

        ClassCache.makeRecorded(caches);
        awaitMade();

        assertThat(files(".recorded")).isEmpty();
        assertThat(files(".aot")).hasSize(1);
    }

    @Test
    void classesInAFolderHaveNone() {
        assertThat(ClassCache.flags(caches, "hello", FLAGS, folder.toString())).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNoError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(ClassCache.flags(file.resolve("caches"), "hello", FLAGS, jar.toString()))
                .isEmpty();
    }

    private List<String> flags() {
        return ClassCache.flags(caches, "hello", FLAGS, jar.toString());
    }

    private String run() throws Exception {
        Path log = folder.resolve("log");
        var child = new ChildJvm(FLAGS, jar.toString(), Hello.class.getName(), List.of(), folder, log)
                .cachedIn(caches, "hello");
        Process process = child.start(ChildJvm.Stdout.READ_BY_US);
        try (var output = process.inputReader()) {
            String said = String.join("\n", output.readAllLines());
            assertThat(process.waitFor()).isZero();
            assertThat(log).isEmptyFile();
            return said;
        }
    }

    private void awaitMade() throws Exception {
        while (files(".aot").isEmpty() || !files(".taken").isEmpty()) {
            Thread.sleep(50);
        }
    }

    private List<Path> files(String end) throws IOException {
        try (var files = Files.list(caches)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
