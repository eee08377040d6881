package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Grow;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Trees of every shape; the same for the same seed. */
final class RandomWorkflow {
    private static final List<String> CONDITIONS =
            List.of("true", "input.a > 1", "input.tags.exists(t, t == \"x: y\")", "run.id != '#1' && !input.b");
    private static final List<String> VALUES = List.of(
            "\"${input.a}\"",
            "\"plain\"",
            "\"with ${input.b} inside\"",
            "12",
            "true",
            "null",
            "[1,\"${input.c}\"]",
            "{\"k\":{\"n\":\"${input.d}\"}}",
            "\"a: b # c\"",
            "\"no\"",
            "\"\"",
            "\"line\\nbreak \\\"q\\\" 'q' \\\\\"",
            "\"${ {'}': 1}['}'] }\"");

    private final Random random;
    private int ids;

    RandomWorkflow(Random random) {
        this.random = random;
    }

    List<Step> sequence(int depth) {
        var steps = new ArrayList<Step>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            steps.add(step(depth));
        }
        return steps;
    }

    private Step step(int depth) {
        String id = "s" + ids++ + (random.nextBoolean() ? "_x" : "-y");
        Verb verb = depth == 0 ? leaf() : verb(depth);
        return new Step(id, verb, modifiers(verb, depth));
    }

    private List<Verb.AgentCall> team() {
        return random.nextBoolean()
                ? List.of(new Verb.AgentCall("writer", ""), new Verb.AgentCall("writer", "short"))
                : List.of(new Verb.AgentCall("critic", ""));
    }

    private Verb planned() {
        return new CrewVerb.Plan(
                new Template("\"reach ${input.x}\""),
                new Verb.AgentCall("planner", "plan"),
                team(),
                1 + random.nextInt(50),
                sometimes(new Replan(new Expression("step.failed"), 1 + random.nextInt(3))),
                sometimes(Duration.ofMillis(100 + random.nextInt(9_000))),
                sometimes(RandomPerson.person(random)));
    }

    private Verb supervised() {
        return new CrewVerb.Supervisor(
                new Verb.AgentCall("chief", ""),
                new Template("\"reach it\""),
                sometimes(new Template("\"three sources\"")),
                random.nextBoolean() ? team() : List.of(),
                1 + random.nextInt(9),
                random.nextInt(4),
                sometimes(Duration.ofMillis(100 + random.nextInt(9_000))));
    }

    private Verb leaf() {
        if (random.nextInt(4) == 0) {
            var values = new LinkedHashMap<String, Template>();
            values.put("v" + ids, template());
            values.put("w", template());
            return new Verb.SetValues(values);
        }
        if (random.nextInt(4) == 0) {
            return outside();
        }
        return new Verb.AgentCall("agent-" + random.nextInt(5), random.nextBoolean() ? "" : "skill");
    }

    private Verb outside() {
        return switch (random.nextInt(4)) {
            case 0 -> {
                Optional<Duration> due = sometimes(Duration.ofSeconds(1 + random.nextInt(90)));
                yield new OutsideVerb.Human(
                        new Template("\"Go on with ${input.a}?\""),
                        sometimes(template()),
                        List.of("publish", "revise", "reject"),
                        Optional.empty(),
                        sometimes(new Template("\"role:editor\"")),
                        1 + random.nextInt(3),
                        due,
                        sometimes(Duration.ofMinutes(1)),
                        due.isEmpty() ? new Overdue.Fail() : overdue());
            }
            case 1 -> new OutsideVerb.Wait(until());
            case 2 ->
                new OutsideVerb.Publish(
                        "audit.notes", sometimes(new Template("\"${run.id}\"")), template(), new LinkedHashMap<>());
            default -> new OutsideVerb.SubWorkflow("other", sometimes("2.1"), random.nextBoolean());
        };
    }

    private Overdue overdue() {
        return switch (random.nextInt(3)) {
            case 0 -> new Overdue.Fail();
            case 1 -> new Overdue.Escalate("user:chief");
            default -> new Overdue.Choose("reject");
        };
    }

    private OutsideVerb.Until until() {
        return switch (random.nextInt(3)) {
            case 0 -> new OutsideVerb.Until.Passed(Duration.ofMillis(100 + random.nextInt(90_000)));
            case 1 -> new OutsideVerb.Until.Moment(new Template("\"2026-12-24T18:00:00Z\""));
            default ->
                new OutsideVerb.Until.EventOf(
                        "payments",
                        sometimes(new Expression("event.id == input.a")),
                        sometimes(Duration.ofMillis(100 + random.nextInt(90_000))));
        };
    }

    private Verb verb(int depth) {
        return switch (random.nextInt(9)) {
            case 5 -> graph(depth);
            case 6 -> new RandomTeam(random).any();
            case 7 -> planned();
            case 8 -> supervised();
            case 0 -> new Verb.Block(sequence(depth - 1));
            case 4 -> new Verb.Loop(1 + random.nextInt(9), sometimes(condition()), sequence(depth - 1));
            case 1 -> parallel(depth);
            case 2 ->
                new Verb.MapEach(
                        new Expression("input.list"),
                        "item" + depth,
                        1 + random.nextInt(9),
                        join(5),
                        late(),
                        sometimes(new Grow(new Expression("[output]"), 1 + random.nextInt(99))),
                        sequence(depth - 1));
            case 3 -> choice(depth);
            default -> leaf();
        };
    }

    private Verb parallel(int depth) {
        var branches = new LinkedHashMap<String, List<Step>>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            branches.put("b" + i, sequence(depth - 1));
        }
        return new Verb.Parallel(branches, join(count), late());
    }

    private Verb graph(int depth) {
        Step first = step(depth - 1);
        Step second = step(depth - 1);
        var state = new LinkedHashMap<String, Verb.Reducer>();
        for (Verb.Reducer reducer : Verb.Reducer.values()) {
            if (random.nextBoolean()) {
                state.put("k" + state.size(), reducer);
            }
        }
        Verb.Edge on = new Verb.Edge(
                Optional.of(new Expression("output != null || graph.visits < 3")), Optional.of(second.id()));
        Verb.Edge back =
                new Verb.Edge(Optional.of(new Expression("default(state.k0, 1) == 2")), Optional.of(first.id()));
        Verb.Edge done = new Verb.Edge(Optional.empty(), Optional.empty());
        return new Verb.Graph(
                first.id(),
                1 + random.nextInt(9),
                state,
                List.of(new Verb.Node(first, List.of(on, done)), new Verb.Node(second, List.of(back, done))));
    }

    private Verb choice(int depth) {
        var cases = new ArrayList<Verb.Case>();
        cases.add(new Verb.Case(Optional.of(condition()), sequence(depth - 1)));
        if (random.nextBoolean()) {
            cases.add(new Verb.Case(Optional.of(condition()), List.of()));
        }
        if (random.nextBoolean()) {
            cases.add(new Verb.Case(Optional.empty(), sequence(depth - 1)));
        }
        return new Verb.Switch(cases);
    }

    private Join join(int lanes) {
        return switch (random.nextInt(5)) {
            case 0 -> new Join.All();
            case 1 -> new Join.Settled();
            case 2 -> new Join.First();
            case 3 -> new Join.Count(1 + random.nextInt(lanes));
            default -> new Join.Percent(1 + random.nextInt(100));
        };
    }

    private Late late() {
        return random.nextBoolean() ? Late.CANCEL : Late.KEEP;
    }

    private Modifiers modifiers(Verb verb, int depth) {
        boolean agent = verb instanceof Verb.AgentCall;
        boolean calls = agent || verb instanceof CrewVerb.Plan || verb instanceof CrewVerb.Supervisor;
        boolean timed = verb instanceof OutsideVerb.Human
                || verb instanceof OutsideVerb.Wait
                || verb instanceof OutsideVerb.Publish;
        return new Modifiers(
                sometimes(condition()),
                calls || verb instanceof OutsideVerb.SubWorkflow ? sometimes(template()) : Optional.empty(),
                timed ? Optional.empty() : sometimes(Duration.ofMillis(100 + random.nextInt(90_000))),
                calls && random.nextBoolean() ? retry() : RetryPolicy.DEFAULT,
                agent ? sometimes(new Template("\"key ${run.id}\"")) : Optional.empty(),
                depth > 0 && random.nextInt(4) == 0 ? catches(depth) : List.of(),
                ContextRule.LAYERED,
                undo(verb),
                agent && random.nextInt(4) == 0 ? fallback() : List.of(),
                calls ? sometimes(1 + random.nextInt(9)) : Optional.empty());
    }

    private List<Verb.AgentCall> fallback() {
        Verb.AgentCall first = new Verb.AgentCall("stand-in", "");
        return random.nextBoolean() ? List.of(first) : List.of(first, new Verb.AgentCall("stand-in", "careful"));
    }

    private Optional<Undo> undo(Verb verb) {
        return switch (verb) {
            case Verb.SetValues _, Verb.Return _, Verb.Fail _ -> Optional.empty();
            default -> sometimes(new Undo(new Verb.AgentCall("undoer", ""), sometimes(template())));
        };
    }

    private RetryPolicy retry() {
        int first = 10 + random.nextInt(1_000);
        return new RetryPolicy(
                1 + random.nextInt(20),
                Duration.ofMillis(first),
                Duration.ofMillis(first + (long) random.nextInt(9_000)));
    }

    private List<CatchClause> catches(int depth) {
        var clauses = new ArrayList<CatchClause>();
        if (random.nextBoolean()) {
            clauses.add(new CatchClause(Optional.of(new Expression("error.code == \"X\"")), sequence(depth - 1)));
        }
        clauses.add(new CatchClause(Optional.empty(), random.nextBoolean() ? List.of() : sequence(depth - 1)));
        return clauses;
    }

    private Expression condition() {
        return new Expression(CONDITIONS.get(random.nextInt(CONDITIONS.size())));
    }

    private Template template() {
        return new Template(VALUES.get(random.nextInt(VALUES.size())));
    }

    private <T> Optional<T> sometimes(T value) {
        return random.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
    }
}
