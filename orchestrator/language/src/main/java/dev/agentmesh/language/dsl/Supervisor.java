package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An agent that gives work to others, reviews it, and ends with a result. */
public final class Supervisor<T> extends Described<T> {
    private static final int ROUNDS = 5;
    private static final int REVISIONS = 2;

    private final Verb.AgentCall agent;
    private final Template goal;
    private Optional<Template> criteria = Optional.empty();
    private List<Verb.AgentCall> workers = List.of();
    private int rounds = ROUNDS;
    private int revisions = REVISIONS;
    private Optional<Duration> attempt = Optional.empty();

    private Supervisor(String agent, Template goal) {
        this.agent = Called.agent(agent);
        this.goal = goal;
    }

    public static <T> Supervisor<T> by(String agent, Value<?> goal, Class<T> gives) {
        return new Supervisor<>(agent, goal.template());
    }

    /** What a good result is. */
    public Supervisor<T> criteria(Value<?> text) {
        criteria = Optional.of(text.template());
        return this;
    }

    /** Who can be given work; every agent that is up unless said. */
    public Supervisor<T> workers(String... agents) {
        workers = Called.agents(agents);
        return this;
    }

    public Supervisor<T> rounds(int most) {
        rounds = most;
        return this;
    }

    /** How often a piece of work can be given back. */
    public Supervisor<T> revisions(int most) {
        revisions = most;
        return this;
    }

    /** How long one attempt of any of them may take. */
    public Supervisor<T> attempt(Duration time) {
        attempt = Optional.of(time);
        return this;
    }

    @Override
    Verb verb() {
        return new CrewVerb.Supervisor(agent, goal, criteria, workers, rounds, revisions, attempt);
    }
}
