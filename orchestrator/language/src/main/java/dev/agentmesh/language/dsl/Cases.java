package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The cases of a switch, in the order in which they are tried. */
public final class Cases {
    private final List<Verb.Case> cases = new ArrayList<>();

    Cases() {}

    public Cases when(Condition condition, Consumer<Sequence> steps) {
        cases.add(new Verb.Case(Optional.of(condition.toExpression()), Sequence.built(steps)));
        return this;
    }

    /** What is left; the last that is said. */
    public Cases otherwise(Consumer<Sequence> steps) {
        cases.add(new Verb.Case(Optional.empty(), Sequence.built(steps)));
        return this;
    }

    List<Verb.Case> built() {
        return List.copyOf(cases);
    }
}
