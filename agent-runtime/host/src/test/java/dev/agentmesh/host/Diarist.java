package dev.agentmesh.host;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Writes down when it begins and ends, where tests of processes can read it; can be told to wait. */
@Agent(value = "diarist", width = 2)
final class Diarist {
    /**
     * @param diary one line per beginning and end
     * @param until a file to wait for
     */
    record Entry(String diary, String until, int millis) {}

    @Skill
    String write(Entry entry, Task task) throws IOException, InterruptedException {
        line(entry, "begin", task);
        TimeUnit.MILLISECONDS.sleep(entry.millis());
        while (!entry.until().isEmpty() && !Files.exists(Path.of(entry.until()))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        line(entry, "end", task);
        return String.valueOf(ProcessHandle.current().pid());
    }

    @Skill
    String halt() {
        Runtime.getRuntime().halt(134);
        return "never";
    }

    private static void line(Entry entry, String what, Task task) throws IOException {
        String line = what + " " + task.runId() + " " + task.attempt() + " "
                + ProcessHandle.current().pid() + "\n";
        Files.writeString(Path.of(entry.diary()), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
