package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whom a verb asks by itself, as the step {@code ID._person} of the tree. Silence never approves: no answer can stand
 * for it.
 *
 * @param assign who may answer, {@code role:x} or {@code user:x}; empty for anybody
 * @param due how long there is to answer
 * @param reminder how long a silence is reminded of, again and again
 */
public record Person(Optional<String> assign, Optional<Duration> due, Optional<Duration> reminder, Overdue overdue) {
    /** What stands for the person in a path; no agent's name has an underscore. */
    public static final String NAME = "_person";

    public Person {
        if (overdue instanceof Overdue.Choose(String choice)) {
            throw new IllegalArgumentException("Expected nothing to be chosen by silence but found " + choice);
        }
    }

    /** Anybody, who has all the time of the run. */
    public static Person anybody() {
        return new Person(Optional.empty(), Optional.empty(), Optional.empty(), new Overdue.Fail());
    }

    /** The step in which it is asked; what is asked is known when it is. */
    public Step step(String owner) {
        var human = new OutsideVerb.Human(
                new Template("\"\""),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1,
                due,
                reminder,
                overdue);
        return new Step(owner + "." + NAME, human, Modifiers.NONE);
    }
}
