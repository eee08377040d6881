package dev.agentmesh.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the executions that agents wrote down add up to.
 *
 * @param all executions
 * @param attempts different attempts among them
 * @param tasks different tasks among them
 * @param lost attempts that are no task's last: each was told as lost, begun or not, and another one followed
 */
public record Executions(long all, long attempts, long tasks, long lost) {
    /** Counts a file of lines such as {@code run.step#1}; one that is not there has none. */
    public static Executions in(Path diary) {
        try {
            return Files.exists(diary) ? of(Files.readAllLines(diary)) : of(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what agents wrote down", e);
        }
    }

    static Executions of(List<String> lines) {
        Set<String> attempts = new HashSet<>(lines);
        Map<String, Long> last = new HashMap<>();
        for (String attempt : attempts) {
            int mark = attempt.lastIndexOf('#');
            last.merge(attempt.substring(0, mark), Long.parseLong(attempt.substring(mark + 1)), Math::max);
        }
        long lost = last.values().stream().mapToLong(number -> number - 1).sum();
        return new Executions(lines.size(), attempts.size(), last.size(), lost);
    }

    /** Executions beyond one for each task. */
    public long beyondTasks() {
        return all - tasks;
    }

    /** Executions beyond one for each attempt, which a costly agent must not have. */
    public long beyondAttempts() {
        return all - attempts;
    }
}
