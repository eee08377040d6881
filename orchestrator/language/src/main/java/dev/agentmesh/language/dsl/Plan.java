package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plan that an agent makes and others carry out. */
public final class Plan extends Described<Plan.Carried> {
    private static final int MAX = 20;

    private final Template goal;
    private final Verb.AgentCall planner;
    private List<Verb.AgentCall> team = List.of();
    private int max = MAX;
    private Optional<Replan> replan = Optional.empty();
    private Optional<Duration> attempt = Optional.empty();
    private Optional<Person> review = Optional.empty();

    /** What a plan gives: itself in {@code get("plan", ...)}, and what its steps gave in {@code get("results", ...)}. */
    public record Carried() {}

    /** The step that has just ended, where it is asked whether to plan anew. */
    public static final class Ended {
        private Ended() {}

        public Condition failed() {
            return Condition.expression("step.failed");
        }

        public Value<String> id() {
            return new Value<>("step.id");
        }

        public Value<String> agent() {
            return new Value<>("step.agent");
        }

        public <T> Value<T> output(Class<T> type) {
            return new Value<>("step.output");
        }
    }

    private Plan(Template goal, String planner) {
        this.goal = goal;
        this.planner = Called.agent(planner);
    }

    public static Plan reach(Value<?> goal, String planner) {
        return new Plan(goal.template(), planner);
    }

    /** Who can be given work. */
    public Plan members(String... agents) {
        team = Called.agents(agents);
        return this;
    }

    /** How many steps a plan may have. */
    public Plan max(int steps) {
        max = steps;
        return this;
    }

    /** Asked after each step. */
    public Plan replan(int most, Function<Ended, Condition> when) {
        replan = Optional.of(new Replan(when.apply(new Ended()).toExpression(), most));
        return this;
    }

    /** How long one attempt of any of them may take. */
    public Plan attempt(Duration time) {
        attempt = Optional.of(time);
        return this;
    }

    /** A person sees each plan before it is carried out. */
    public Plan reviewedBy(Person person) {
        review = Optional.of(person);
        return this;
    }

    @Override
    Verb verb() {
        return new CrewVerb.Plan(goal, planner, team, max, replan, attempt, review);
    }
}
