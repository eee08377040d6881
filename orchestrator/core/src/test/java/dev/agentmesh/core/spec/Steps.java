package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Grow;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes definitions in a line or two. */
public final class Steps {
    public static final WorkflowRef REF = new WorkflowRef("flow", "1", "0".repeat(64));
    public static final Join ALL = new Join.All();
    public static final Join SETTLED = new Join.Settled();
    public static final Join FIRST = new Join.First();

    private Steps() {}

    public static Workflow workflow(Shape... steps) {
        return new Workflow(
                REF,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Workflow.DEFAULT_TIME_LIMIT,
                list(steps));
    }

    /** {@code workflow} with a template for its result. */
    public static Workflow giving(String output, Workflow workflow) {
        return new Workflow(
                workflow.ref(),
                workflow.about(),
                workflow.title(),
                workflow.inputSchema(),
                Optional.of(new Template(output)),
                workflow.timeLimit(),
                workflow.steps());
    }

    public static Workflow within(Duration limit, Workflow workflow) {
        return new Workflow(
                workflow.ref(),
                workflow.about(),
                workflow.title(),
                workflow.inputSchema(),
                workflow.output(),
                limit,
                workflow.steps());
    }

    public static Workflow titled(String title, Workflow workflow) {
        return new Workflow(
                workflow.ref(),
                workflow.about(),
                Optional.of(new Template(title)),
                workflow.inputSchema(),
                workflow.output(),
                workflow.timeLimit(),
                workflow.steps());
    }

    public static Shape agent(String id) {
        return step(id, new Verb.AgentCall("agent-" + id, ""));
    }

    public static Shape block(String id, Shape... steps) {
        return step(id, new Verb.Block(list(steps)));
    }

    public static Shape parallel(String id, Join join, Late late, Branch... branches) {
        var byName = new LinkedHashMap<String, List<Step>>();
        for (Branch branch : branches) {
            byName.put(branch.name(), branch.steps());
        }
        return step(id, new Verb.Parallel(byName, join, late));
    }

    public static Shape parallel(String id, Join join, Branch... branches) {
        return parallel(id, join, Late.CANCEL, branches);
    }

    public static Branch branch(String name, Shape... steps) {
        return new Branch(name, list(steps));
    }

    public static Shape map(String id, String over, int width, Join join, Late late, Shape... steps) {
        return step(id, new Verb.MapEach(new Expression(over), "item", width, join, late, list(steps)));
    }

    public static Shape map(String id, String over, int width, Join join, Shape... steps) {
        return map(id, over, width, join, Late.CANCEL, steps);
    }

    public static Shape loop(String id, int max, String until, Shape... steps) {
        return step(id, new Verb.Loop(max, Optional.of(new Expression(until)), list(steps)));
    }

    public static Shape repeat(String id, int max, Shape... steps) {
        return step(id, new Verb.Loop(max, Optional.empty(), list(steps)));
    }

    /** A plan by {@code planner}, carried out by others. */
    public static Shape plan(String id, int max, Optional<Replan> replan, String... team) {
        return step(
                id,
                new CrewVerb.Plan(
                        new Template("\"reach it\""),
                        new Verb.AgentCall("planner", ""),
                        Arrays.stream(team)
                                .map(agent -> new Verb.AgentCall(agent, ""))
                                .toList(),
                        max,
                        replan,
                        Optional.empty()));
    }

    /** The same plan, seen by a person first. */
    public static Shape reviewed(Shape plan, Person person) {
        CrewVerb.Plan verb = (CrewVerb.Plan) plan.step().verb();
        return step(
                plan.step().id(),
                new CrewVerb.Plan(
                        verb.goal(),
                        verb.planner(),
                        verb.team(),
                        verb.max(),
                        verb.replan(),
                        verb.attempt(),
                        Optional.of(person)));
    }

    public static Shape supervisor(String id, int rounds, int revisions, String... workers) {
        return step(
                id,
                new CrewVerb.Supervisor(
                        new Verb.AgentCall("chief", ""),
                        new Template("\"reach it\""),
                        Optional.of(new Template("\"good\"")),
                        Arrays.stream(workers)
                                .map(agent -> new Verb.AgentCall(agent, ""))
                                .toList(),
                        rounds,
                        revisions,
                        Optional.empty()));
    }

    public static Optional<Replan> replan(String when, int max) {
        return Optional.of(new Replan(new Expression(when), max));
    }

    public static Shape choose(String id, Verb.Case... cases) {
        return step(id, new Verb.Switch(Arrays.asList(cases)));
    }

    public static Verb.Case on(String condition, Shape... steps) {
        return new Verb.Case(Optional.of(new Expression(condition)), list(steps));
    }

    public static Verb.Case otherwise(Shape... steps) {
        return new Verb.Case(Optional.empty(), list(steps));
    }

    /** @param pairs a name, its template, the next name, ... */
    public static Shape set(String id, String... pairs) {
        var values = new LinkedHashMap<String, Template>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], new Template(pairs[i + 1]));
        }
        return step(id, new Verb.SetValues(values));
    }

    public static Shape giveBack(String id, String value) {
        return step(id, new Verb.Return(new Template(value)));
    }

    public static Shape fail(String id, String code) {
        return step(id, new Verb.Fail(code, new Template("\"" + code + " was chosen\"")));
    }

    /** A question with the choices yes and no. */
    public static OutsideVerb.Human question(String title) {
        return new OutsideVerb.Human(
                new Template("\"" + title + "\""),
                Optional.empty(),
                List.of("yes", "no"),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                new Overdue.Fail());
    }

    public static Shape human(String id) {
        return step(id, question("Go on?"));
    }

    /** A question that runs out after {@code due}. */
    public static Shape human(String id, Duration due, Overdue overdue) {
        OutsideVerb.Human plain = question("Go on?");
        return step(
                id,
                new OutsideVerb.Human(
                        plain.title(),
                        plain.show(),
                        plain.choices(),
                        plain.form(),
                        plain.assign(),
                        plain.quorum(),
                        Optional.of(due),
                        plain.reminder(),
                        overdue));
    }

    public static Shape waitFor(String id, Duration time) {
        return step(id, new OutsideVerb.Wait(new OutsideVerb.Until.Passed(time)));
    }

    public static Shape waitUntil(String id, String template) {
        return step(id, new OutsideVerb.Wait(new OutsideVerb.Until.Moment(new Template(template))));
    }

    public static Shape await(String id, String event) {
        return step(id, new OutsideVerb.Wait(new OutsideVerb.Until.EventOf(event, Optional.empty(), Optional.empty())));
    }

    public static Shape await(String id, String event, String match, Duration timeout) {
        return step(
                id,
                new OutsideVerb.Wait(new OutsideVerb.Until.EventOf(
                        event, Optional.of(new Expression(match)), Optional.of(timeout))));
    }

    public static Shape publish(String id, String topic, String value) {
        return step(id, new OutsideVerb.Publish(topic, Optional.empty(), new Template(value), new LinkedHashMap<>()));
    }

    public static Shape child(String id, String workflow) {
        return step(id, new OutsideVerb.SubWorkflow(workflow, Optional.empty(), false));
    }

    public static Shape detached(String id, String workflow) {
        return step(id, new OutsideVerb.SubWorkflow(workflow, Optional.of("2"), true));
    }

    public static Shape step(String id, Verb verb) {
        return new Shape(new Step(id, verb, Modifiers.NONE));
    }

    /** A retry policy that answers at once, so that a spec need not wait. */
    public static RetryPolicy atOnce(int attempts) {
        return new RetryPolicy(attempts, Duration.ZERO, Duration.ZERO);
    }

    public static List<Step> list(Shape... shapes) {
        return Arrays.stream(shapes).map(Shape::step).toList();
    }

    public record Branch(String name, List<Step> steps) {}

    /** A step that modifiers can still be added to. */
    public record Shape(Step step) {
        public Shape when(String condition) {
            return with(step.modifiers().withWhen(new Expression(condition)));
        }

        public Shape given(String template) {
            return with(step.modifiers().withInput(new Template(template)));
        }

        public Shape timeout(Duration timeout) {
            return with(step.modifiers().withTimeout(timeout));
        }

        public Shape retry(RetryPolicy retry) {
            return with(step.modifiers().withRetry(retry));
        }

        public Shape key(String template) {
            return with(step.modifiers().withKey(new Template(template)));
        }

        /** Of a map: grows by what its items give, to at most {@code max}. */
        public Shape grow(String from, int max) {
            Verb.MapEach m = (Verb.MapEach) step.verb();
            return new Shape(new Step(
                    step.id(),
                    new Verb.MapEach(
                            m.over(),
                            m.as(),
                            m.width(),
                            m.join(),
                            m.late(),
                            Optional.of(new Grow(new Expression(from), max)),
                            m.steps()),
                    step.modifiers()));
        }

        /** Undone by {@code agent}, which is given the step's result. */
        public Shape undo(String agent) {
            return with(step.modifiers().withUndo(new Undo(new Verb.AgentCall(agent, ""), Optional.empty())));
        }

        public Shape undo(String agent, String template) {
            return with(step.modifiers()
                    .withUndo(new Undo(new Verb.AgentCall(agent, ""), Optional.of(new Template(template)))));
        }

        public Shape priority(int priority) {
            return with(step.modifiers().withPriority(Optional.of(priority)));
        }

        /** Handed to these agents when the first is out of attempts. */
        public Shape fallback(String... agents) {
            return with(step.modifiers()
                    .withFallback(Arrays.stream(agents)
                            .map(agent -> new Verb.AgentCall(agent, ""))
                            .toList()));
        }

        public Shape context(ContextRule rule) {
            return with(step.modifiers().withContext(rule));
        }

        public Shape caught(Shape... steps) {
            return clause(new CatchClause(Optional.empty(), list(steps)));
        }

        public Shape caughtWhen(String condition, Shape... steps) {
            return clause(new CatchClause(Optional.of(new Expression(condition)), list(steps)));
        }

        private Shape clause(CatchClause clause) {
            List<CatchClause> clauses = new ArrayList<>(step.modifiers().catches());
            clauses.add(clause);
            return with(step.modifiers().withCatches(clauses));
        }

        private Shape with(Modifiers modifiers) {
            return new Shape(new Step(step.id(), step.verb(), modifiers));
        }
    }
}
