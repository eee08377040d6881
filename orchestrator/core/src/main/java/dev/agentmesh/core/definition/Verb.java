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
    /**
     * One task to one agent.
     *
     * @param skill empty for the agent's only skill
     */
    record AgentCall(String agent, String skill) implements Verb {}

    /** Steps in order, as one step: a frame for {@code catch} and {@code timeout}. */
    record Block(List<Step> steps) implements Verb {
        public Block {
            steps = List.copyOf(steps);
        }
    }

    /** Branches at once; each is a sequence, in definition order. */
    record Parallel(SequencedMap<String, List<Step>> branches, Join join, Late late) implements Verb {
        public Parallel {
            var copy = new LinkedHashMap<String, List<Step>>();
            branches.forEach((name, steps) -> copy.put(name, List.copyOf(steps)));
            branches = Collections.unmodifiableSequencedMap(copy);
        }
    }

    /**
     * The same sequence for each item of a list.
     *
     * @param as the item's name in expressions
     * @param width how many items run at once, 1 to 1000
     */
    record MapEach(Expression over, String as, int width, Join join, Late late, List<Step> steps) implements Verb {
        public MapEach {
            steps = List.copyOf(steps);
        }
    }

    /** The first case whose condition holds; none is no failure. */
    record Switch(List<Case> cases) implements Verb {
        public Switch {
            cases = List.copyOf(cases);
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

    /**
     * A question to a person.
     *
     * @param show what the answer is about, shown as it stands
     * @param choices what can be chosen, at least one
     * @param form JSON Schema text the values that come with an answer must fit
     * @param assign who may answer, {@code role:x} or {@code user:x}; empty for anybody
     * @param quorum how many people must make the same choice, at least 1
     * @param due how long there is to answer
     * @param reminder how long a silence is reminded of, again and again
     */
    record Human(
            Template title,
            Optional<Template> show,
            List<String> choices,
            Optional<String> form,
            Optional<Template> assign,
            int quorum,
            Optional<Duration> due,
            Optional<Duration> reminder,
            Overdue overdue)
            implements Verb {
        public Human {
            choices = List.copyOf(choices);
        }
    }

    /** Waits for a time or for an event. */
    record Wait(Until until) implements Verb {}

    /** What a {@code wait} waits for. */
    sealed interface Until {
        record Passed(Duration time) implements Until {}

        /** @param moment gives a time in ISO 8601 with its zone */
        record Moment(Template moment) implements Until {}

        /**
         * @param event its name
         * @param match holds for the event that is meant, which it reads as {@code event}; without it any will do
         * @param timeout how long at most
         */
        record EventOf(String event, Optional<Expression> match, Optional<Duration> timeout) implements Until {}
    }

    /**
     * Writes a record to a topic.
     *
     * @param topic its name inside the namespace
     */
    record Publish(String topic, Optional<Template> key, Template value, SequencedMap<String, Template> headers)
            implements Verb {
        public Publish {
            headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A run of another workflow.
     *
     * @param version empty for the newest when it starts
     * @param detached nobody waits for its end
     */
    record SubWorkflow(String workflow, Optional<String> version, boolean detached) implements Verb {}
}
