package dev.agentmesh.bench.agent;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Agents that wait for as many milliseconds as their input says, and give back when they began, in microseconds since 1970. One for each
 * way to consume tasks, cheap and costly, so that no way begins where another has got to.
 */
public final class WaitingAgents {
    /** Names the file to which each execution adds a line: task id, {@code #}, attempt. Unset, nothing is written down. */
    public static final String DIARY = "BENCH_DIARY";

    private static final String ABOUT = "Waits for so many milliseconds";
    private static final String DIARY_FILE = System.getenv().getOrDefault(DIARY, "");

    private WaitingAgents() {}

    /** Cheap, from a consumer group. */
    @Agent(value = "waiter-group", about = ABOUT, costly = false)
    public static final class CheapGroup {
        @Skill(about = ABOUT)
        public long await(int millis, Task task) throws InterruptedException, IOException {
            return WaitingAgents.await(millis, task);
        }
    }

    /** Cheap, from a share group. */
    @Agent(value = "waiter-share", about = ABOUT, costly = false)
    public static final class CheapShare {
        @Skill(about = ABOUT)
        public long await(int millis, Task task) throws InterruptedException, IOException {
            return WaitingAgents.await(millis, task);
        }
    }

    /** Costly, from a consumer group. */
    @Agent(value = "waiter-costly-group", about = ABOUT)
    public static final class CostlyGroup {
        @Skill(about = ABOUT)
        public long await(int millis, Task task) throws InterruptedException, IOException {
            return WaitingAgents.await(millis, task);
        }
    }

    /** Costly, from a share group. */
    @Agent(value = "waiter-costly-share", about = ABOUT)
    public static final class CostlyShare {
        @Skill(about = ABOUT)
        public long await(int millis, Task task) throws InterruptedException, IOException {
            return WaitingAgents.await(millis, task);
        }
    }

    private static long await(int millis, Task task) throws InterruptedException, IOException {
        long begun = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        if (!DIARY_FILE.isEmpty()) {
            // One short write to the file's end: processes that share the file do not mix their lines.
            Files.writeString(
                    Path.of(DIARY_FILE),
                    task.id() + "#" + task.attempt() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        TimeUnit.MILLISECONDS.sleep(millis);
        return begun;
    }
}
