package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Verbs that turn to somebody outside the run: a person, a clock, a topic or another run. */
public sealed interface OutsideVerb extends Verb {
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
            implements OutsideVerb {
        public Human {
            choices = List.copyOf(choices);
        }
    }

    /** Waits for a time or for an event. */
    record Wait(Until until) implements OutsideVerb {}

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
            implements OutsideVerb {
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
    record SubWorkflow(String workflow, Optional<String> version, boolean detached) implements OutsideVerb {}
}
