package dev.agentmesh.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that happened in the run until now, fetched from its log when asked for: the way to what the step was not given. Every call reads
 * again and may take some milliseconds to seconds, by the length of the run.
 */
public interface History {
    /** Everything, oldest first. */
    List<Entry> all();

    /** What a topic is about: every word of it stands in the step, agent, action or content, in any order, whatever its case. */
    List<Entry> find(String topic);

    /** What an agent did. */
    List<Entry> by(String agent);

    /** The newest {@code count}, oldest first. */
    List<Entry> recent(int count);

    /** The original request, whatever its size. */
    <T> Optional<T> request(Class<T> type);

    /**
     * The run for a prompt: one line per entry, the newest {@code recent} in full and older ones cut at 80 characters; when that is still
     * more than {@code longest} characters, the oldest lines are counted instead.
     */
    String digest(int recent, int longest);

    /**
     * One thing that happened.
     *
     * @param agent who did it; empty for the run itself
     * @param action {@code requested}, {@code asked}, {@code completed}, {@code failed}, {@code wrote}, {@code noted}, {@code ended}
     * @param step where; empty for the run itself
     * @param content JSON text: an input, or the name of the agent that gets it instead of the first; an output, a failure, a note, what was
     *     written on the blackboard
     */
    record Entry(long seq, Instant at, String agent, String action, String step, String content) {}
}
