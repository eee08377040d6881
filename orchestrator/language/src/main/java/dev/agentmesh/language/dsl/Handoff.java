package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Agents that pass a task on until one gives a final answer. */
public final class Handoff<T> extends Described<T> {
    private static final int MAX = 10;
    private static final double CONFIDENCE = 0.7;

    private final Verb.Member start;
    private final SequencedMap<String, Verb.Member> members = new LinkedHashMap<>();
    private final SequencedMap<String, SequencedMap<String, List<String>>> to = new LinkedHashMap<>();
    private int max = MAX;
    private double confidence = CONFIDENCE;
    private Optional<Verb.Member> escalate = Optional.empty();
    private Optional<Person> person = Optional.empty();

    private Handoff(String start) {
        this.start = known(start);
    }

    /** @param start who gets the task first */
    public static <T> Handoff<T> startingWith(String start, Class<T> gives) {
        return new Handoff<>(start);
    }

    /** Who an agent may hand over to. */
    public Handoff<T> allow(String from, String... targets) {
        SequencedMap<String, List<String>> all = targets(from);
        for (String target : targets) {
            all.put(known(target).name(), List.of());
        }
        return this;
    }

    /** Whom an agent may hand over to with parts that must come along. */
    public Handoff<T> allowWith(String from, String target, String... parts) {
        targets(from).put(known(target).name(), List.of(parts));
        return this;
    }

    /** How often the task may be handed over. */
    public Handoff<T> max(int times) {
        max = times;
        return this;
    }

    /** A handover with a lower confidence is escalated; 0 to 1. */
    public Handoff<T> confidence(double least) {
        confidence = least;
        return this;
    }

    /** Who gets what is escalated. */
    public Handoff<T> escalate(String agent) {
        escalate = Optional.of(known(agent));
        person = Optional.empty();
        return this;
    }

    private SequencedMap<String, List<String>> targets(String from) {
        return to.computeIfAbsent(known(from).name(), _ -> new LinkedHashMap<>());
    }

    private Verb.Member known(String agent) {
        return members.computeIfAbsent(Called.name(agent), _ -> Called.member(agent));
    }

    /** A person decides about a handoff that is not sure enough. */
    public Handoff<T> escalate(Person asked) {
        person = Optional.of(asked);
        escalate = Optional.empty();
        return this;
    }

    @Override
    Verb verb() {
        return new Verb.Handoff(start, to, List.copyOf(members.values()), max, confidence, escalate, person);
    }
}
