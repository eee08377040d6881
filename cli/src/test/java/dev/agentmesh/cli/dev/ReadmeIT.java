package dev.agentmesh.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer who types what the README says, from its first agent to its last command. */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path temporary;

    private DevFolder dev = new DevFolder(Path.of("not-made-yet"));
    private final List<Process> running = new ArrayList<>();
    private String run = "";
    private String letter = "";

    @BeforeEach
    void folder() {
        dev = new DevFolder(temporary);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : running) {
            process.destroy();
            process.waitFor();
        }
        dev.mesh("stop");
    }

    @Test
    void every_command_does_what_it_says() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        Files.writeString(temporary.resolve("Greeter.java"), block(readme, "java"));
        Files.writeString(temporary.resolve("hello.yaml"), block(readme, "yaml"));
        int typed = 0;
        for (String line : commands(readme)) {
            type(line);
            typed++;
        }
        assertThat(typed).isGreaterThan(12);
        assertThat(run).isNotEmpty();
        assertThat(letter).isNotEmpty();
    }

    private static String block(String readme, String language) {
        return BLOCK.matcher(readme)
                .results()
                .filter(block -> language.equals(block.group(1)))
                .findFirst()
                .orElseThrow()
                .group(2);
    }

    private static List<String> commands(String readme) {
        return BLOCK.matcher(readme)
                .results()
                .filter(block -> "sh".equals(block.group(1)))
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> line.startsWith("./mesh "))
                .map(line -> line.replaceFirst("\\s+#.*", "").substring("./mesh ".length()))
                .toList();
    }

    private void type(String line) throws Exception {
        if (line.startsWith("dlq ") && letter.isEmpty()) {
            poison();
        }
        List<String> words = WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.equals("RUN") ? run : word.equals("ID") ? letter : word)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        if (line.startsWith("agent run ")) {
            Path out = leaveRunning(words);
            await().atMost(DevFolder.PATIENCE)
                    .untilAsserted(() -> assertThat(Files.readString(out)).contains("\"ready\":true"));
            return;
        }
        if (line.startsWith("console run")) {
            leaveRunning(words);
            await().atMost(DevFolder.PATIENCE)
                    .until(() -> dev.mesh("console", "status").exit() == 0);
            return;
        }
        if (line.startsWith("dev ")) {
            words.addAll(List.of("--port", "0", "--http-port", "0"));
        }
        if (line.startsWith("run start ")) {
            words.addAll(List.of("--id", run = "hello-1"));
        }
        DevFolder.Ran ran = dev.mesh(words.toArray(String[]::new));
        assertThat(ran.exit())
                .as("./mesh " + line + "\n" + ran.out() + ran.err())
                .isZero();
        if (line.contains("\"Ada\"")) {
            assertThat(ran.out()).isEqualTo("\"Hello Ada\"\n");
        }
    }

    /** A command that goes on until it is ended; returns the file with what it prints. */
    private Path leaveRunning(List<String> words) throws Exception {
        Path out = temporary.resolve("running-" + running.size() + ".out");
        Path err = temporary.resolve("running-" + running.size() + ".err");
        running.add(dev.start(out, err, words.toArray(String[]::new)));
        return out;
    }

    /** What a dead letter is about is not in the README: a newcomer has one when something went wrong. */
    private void poison() throws Exception {
        assertThat(dev.mesh("topic", "publish", "tasks.greeter", "-k", "x", "--raw", "-i", "{oops")
                        .exit())
                .isZero();
        await().atMost(DevFolder.PATIENCE).until(() -> {
            letter = Objects.requireNonNullElse(
                    dev.mesh("dlq", "list", "-o", "json")
                            .json()
                            .path("letters")
                            .path(0)
                            .path("id")
                            .textValue(),
                    "");
            return !letter.isEmpty();
        });
    }
}
