package dev.agentmesh.core.definition;

import java.util.List;

/**
 * What a step's task is given beside its input.
 *
 * @param steps ids of earlier steps whose outputs come along; with {@code LAYERED} and none named, those that come right before
 * @param sections of the blackboard that come along, besides those the strategy brings
 */
public record ContextRule(Strategy strategy, List<String> steps, List<String> sections) {
    public static final ContextRule LAYERED = new ContextRule(Strategy.LAYERED, List.of(), List.of());

    public ContextRule {
        steps = List.copyOf(steps);
        sections = List.copyOf(sections);
    }

    /** How much comes along. What the run is about always does. */
    public enum Strategy {
        /** The work right before, and the blackboard the workflow declares. */
        LAYERED,
        /** Only what is named. */
        MINIMAL,
        /** All earlier outputs and the whole blackboard, as far as a record holds them. */
        FULL
    }
}
