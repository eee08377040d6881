package dev.agentmesh.core.spec;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
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
    public static Verb.Human question(String title) {
        return new Verb.Human(
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
        Verb.Human plain = question("Go on?");
        return step(
                id,
                new Verb.Human(
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
        return step(id, new Verb.Wait(new Verb.Until.Passed(time)));
    }

    public static Shape waitUntil(String id, String template) {
        return step(id, new Verb.Wait(new Verb.Until.Moment(new Template(template))));
    }

    public static Shape await(String id, String event) {
        return step(id, new Verb.Wait(new Verb.Until.EventOf(event, Optional.empty(), Optional.empty())));
    }

    public static Shape await(String id, String event, String match, Duration timeout) {
        return step(
                id,
                new Verb.Wait(new Verb.Until.EventOf(event, Optional.of(new Expression(match)), Optional.of(timeout))));
    }

    public static Shape publish(String id, String topic, String value) {
        return step(id, new Verb.Publish(topic, Optional.empty(), new Template(value), new LinkedHashMap<>()));
    }

    public static Shape child(String id, String workflow) {
        return step(id, new Verb.SubWorkflow(workflow, Optional.empty(), false));
    }

    public static Shape detached(String id, String workflow) {
        return step(id, new Verb.SubWorkflow(workflow, Optional.of("2"), true));
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
            Modifiers m = step.modifiers();
            return with(new Modifiers(
                    Optional.of(new Expression(condition)), m.with(), m.timeout(), m.retry(), m.key(), m.catches()));
        }

        public Shape given(String template) {
            Modifiers m = step.modifiers();
            return with(new Modifiers(
                    m.when(), Optional.of(new Template(template)), m.timeout(), m.retry(), m.key(), m.catches()));
        }

        public Shape timeout(Duration timeout) {
            Modifiers m = step.modifiers();
            return with(new Modifiers(m.when(), m.with(), Optional.of(timeout), m.retry(), m.key(), m.catches()));
        }

        public Shape retry(RetryPolicy retry) {
            Modifiers m = step.modifiers();
            return with(new Modifiers(m.when(), m.with(), m.timeout(), retry, m.key(), m.catches()));
        }

        public Shape key(String template) {
            Modifiers m = step.modifiers();
            return with(new Modifiers(
                    m.when(), m.with(), m.timeout(), m.retry(), Optional.of(new Template(template)), m.catches()));
        }

        public Shape caught(Shape... steps) {
            return clause(new CatchClause(Optional.empty(), list(steps)));
        }

        public Shape caughtWhen(String condition, Shape... steps) {
            return clause(new CatchClause(Optional.of(new Expression(condition)), list(steps)));
        }

        private Shape clause(CatchClause clause) {
            Modifiers m = step.modifiers();
            List<CatchClause> clauses = new ArrayList<>(m.catches());
            clauses.add(clause);
            return with(new Modifiers(m.when(), m.with(), m.timeout(), m.retry(), m.key(), clauses));
        }

        private Shape with(Modifiers modifiers) {
            return new Shape(new Step(step.id(), step.verb(), modifiers));
        }
    }
}
