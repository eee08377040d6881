package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a step does. A new verb is a variant here, a pattern in the decider, and a grammar entry in the language. */
public sealed interface Verb {
    /** The sequences inside, in the order they are written. */
    default List<List<Step>> sequences() {
        return List.of();
    }

    /** The agents the verb itself calls, each a step {@code ID.NAME} of the tree; see {@link Member}. */
    default List<Member> members() {
        return List.of();
    }

    /**
     * One task to one agent.
     *
     * @param skill empty for the agent's only skill
     */
    record AgentCall(String agent, String skill) implements Verb {}

    /**
     * An agent that a verb calls by itself.
     *
     * @param name what stands for it in the step's path: no user's step id has a dot, so {@code ID.NAME} is free
     * @param timeout of one attempt, when the definition says one for all agents
     */
    record Member(String name, AgentCall call, Optional<Duration> timeout) {}

    /** Steps in order, as one step: a frame for {@code catch} and {@code timeout}. */
    record Block(List<Step> steps) implements Verb {
        public Block {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /** Branches at once; each is a sequence, in definition order. */
    record Parallel(SequencedMap<String, List<Step>> branches, Join join, Late late) implements Verb {
        public Parallel {
            var copy = new LinkedHashMap<String, List<Step>>();
            branches.forEach((name, steps) -> copy.put(name, List.copyOf(steps)));
            branches = Collections.unmodifiableSequencedMap(copy);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.copyOf(branches.sequencedValues());
        }
    }

    /**
     * The same sequence for each item of a list.
     *
     * @param as the item's name in expressions
     * @param width how many items run at once, 1 to 1000
     * @param grow adds items as items complete
     */
    record MapEach(Expression over, String as, int width, Join join, Late late, Optional<Grow> grow, List<Step> steps)
            implements Verb {
        /** Over the items there are when it begins. */
        public MapEach(Expression over, String as, int width, Join join, Late late, List<Step> steps) {
            this(over, as, width, join, late, Optional.empty(), steps);
        }

        public MapEach {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /** The first case whose condition holds; none is no failure. */
    record Switch(List<Case> cases) implements Verb {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public List<List<Step>> sequences() {
            return cases.stream().map(Case::steps).toList();
        }
    }

    /**
     * The same sequence again and again.
     *
     * @param max how often at most, at least 1
     * @param until asked after each turn; without it there are exactly {@code max} turns
     */
    record Loop(int max, Optional<Expression> until, List<Step> steps) implements Verb {
        public Loop {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /** Names values, readable as {@code vars.NAME} from then on. */
    record SetValues(SequencedMap<String, Template> values) implements Verb {
        public SetValues {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /** Ends the run with a result. */
    record Return(Template value) implements Verb {}

    /** Fails, for a {@code catch} further out or for the run. */
    record Fail(String code, Template message) implements Verb {}

    /** One case; without a condition it is the {@code else}. */
    record Case(Optional<Expression> when, List<Step> steps) {
        public Case {
            steps = List.copyOf(steps);
        }
    }
}
