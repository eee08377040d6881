package dev.agentmesh.agent;

import java.util.List;
import java.util.Optional;

/**
 * The blackboard of the run, as far as the step was given it: what stood there when this attempt was handed out, and what this attempt
 * has written since. Writes take effect together with the attempt's success, all or none; an attempt that fails wrote nothing. Values are
 * anything that can be written as JSON. Safe to use from any thread until the skill ends.
 *
 * <p>{@link #put} replaces what was read: when somebody else has written the key in between, nothing of the attempt is applied and the
 * task is tried again with what stands there then, so no update is lost. A key that the step was not given can only be created; name it
 * in the step's {@code context: {include: [...]}} to replace it. {@link #append} and {@link #add} need no reading and never collide.
 */
public interface Board {
    /** Facts that all work on. */
    String CONTEXT = "context";

    /** What was said and done: entries are appended, never replaced. */
    String MESSAGES = "messages";

    /** What was made. */
    String ARTIFACTS = "artifacts";

    /** Counters, deadlines, settings of the run. */
    String METADATA = "metadata";

    /** The section that only agents of this name write; expressions and other agents read it under the agent's name. */
    String OWN = "own";

    /** The value of a key; empty where there is none, or where it was appended to. */
    <T> Optional<T> get(String section, String key, Class<T> type);

    /** The entries of a key that is appended to, oldest first; the newest {@code 50} of those that stood there before, and our own. */
    <T> List<T> entries(String section, String key, Class<T> type);

    /** The keys of a section that the step was given or that this attempt wrote, in order. */
    List<String> keys(String section);

    /** How often a key was written before this attempt; 0 where it was not, or where the step was not given it. */
    long version(String section, String key);

    /**
     * Replaces a value.
     *
     * @param key letters, digits, {@code _} and {@code -}, starting with a letter, at most 64
     * @throws IllegalArgumentException for a section or a key that cannot be, or a value that cannot be written as JSON
     */
    void put(String section, String key, Object value);

    /** Like {@link #put}, if the key was written that often and no oftener; 0 creates it. */
    void putIf(String section, String key, long version, Object value);

    /** Adds an entry to a key. */
    void append(String section, String key, Object value);

    /** Adds to a number, which is 0 to begin with; several at once add up. */
    void add(String section, String key, double amount);

    /** Adds {agent, action, content, at} to {@code messages.history}: the run's record of who did what. */
    void record(String action, Object content);
}
