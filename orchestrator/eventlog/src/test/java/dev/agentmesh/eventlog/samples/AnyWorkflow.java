package dev.agentmesh.eventlog.samples;

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
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;

/** Definitions of every shape, small enough to be run through. The same seed gives the same definition. */
public final class AnyWorkflow {
    private static final int DEEPEST = 3;

    private final Random random;
    private int ids;

    private AnyWorkflow(long seed) {
        this.random = new Random(seed);
    }

    public static Workflow of(long seed) {
        AnyWorkflow any = new AnyWorkflow(seed);
        return workflow(any.steps(0, 1 + any.random.nextInt(3)));
    }

    public static Workflow workflow(List<Step> steps) {
        return new Workflow(
                new WorkflowRef("sample", "1", "0f".repeat(32)),
                "",
                Optional.of(new Template("\"A sample\"")),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                steps);
    }

    private List<Step> steps(int depth, int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(depth));
        }
        return steps;
    }

    private Step step(int depth) {
        String id = "s" + ++ids;
        return new Step(id, verb(depth), modifiers(depth));
    }

    private Verb verb(int depth) {
        int inner = depth < DEEPEST ? 14 : 4;
        return switch (random.nextInt(inner)) {
            case 0, 1, 2 -> new Verb.AgentCall("agent-" + random.nextInt(3), "work");
            case 3 -> random.nextInt(4) == 0 ? leaf() : outside();
            case 4 -> new Verb.Block(steps(depth + 1, 1 + random.nextInt(2)));
            case 5, 6 -> new Verb.Parallel(branches(depth), join(2), late());
            case 7, 8 ->
                new Verb.MapEach(
                        new Expression(random.nextInt(8) == 0 ? "broken" : "[" + items() + "]"),
                        "item",
                        1 + random.nextInt(3),
                        join(3),
                        late(),
                        random.nextInt(3) == 0
                                ? Optional.of(new Grow(new Expression("[7,{\"a\":8}]"), 12))
                                : Optional.empty(),
                        steps(depth + 1, 1 + random.nextInt(2)));
            case 12 ->
                new CrewVerb.Plan(
                        new Template("\"reach it\""),
                        new Verb.AgentCall("planner", ""),
                        List.of(new Verb.AgentCall("agent-0", "work"), new Verb.AgentCall("agent-1", "work")),
                        5,
                        random.nextBoolean() ? Optional.of(new Replan(new Expression("true"), 1)) : Optional.empty(),
                        Optional.empty());
            case 9 ->
                new Verb.Loop(
                        1 + random.nextInt(3),
                        random.nextBoolean() ? Optional.of(condition()) : Optional.empty(),
                        steps(depth + 1, 1 + random.nextInt(2)));
            case 10 -> vote();
            case 11 -> chat();
            default -> new Verb.Switch(cases(depth));
        };
    }

    private Verb outside() {
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new OutsideVerb.Human(
                        new Template("\"Go on?\""),
                        Optional.of(new Template("{\"shown\":1}")),
                        List.of("yes", "no"),
                        Optional.of("{}"),
                        Optional.of(new Template("\"role:editor\"")),
                        1 + random.nextInt(2),
                        Optional.of(Duration.ofSeconds(20)),
                        Optional.of(Duration.ofSeconds(6)),
                        List.of(new Overdue.Fail(), new Overdue.Escalate("role:chief"), new Overdue.Choose("no"))
                                .get(random.nextInt(3)));
            case 2 -> new OutsideVerb.Wait(new OutsideVerb.Until.Passed(Duration.ofSeconds(10)));
            case 3, 4, 5 ->
                new OutsideVerb.Wait(
                        new OutsideVerb.Until.EventOf("paid", Optional.empty(), Optional.of(Duration.ofSeconds(30))));
            case 6 -> {
                SequencedMap<String, Template> headers = new LinkedHashMap<>();
                headers.put("kind", new Template("\"note\""));
                yield new OutsideVerb.Publish("notes", Optional.of(new Template("\"k\"")), new Template("17"), headers);
            }
            default -> new OutsideVerb.SubWorkflow("other", Optional.of("2"), random.nextInt(3) == 0);
        };
    }

    private static Verb.Member member(String name) {
        return new Verb.Member(name, new Verb.AgentCall("agent-" + name, "work"), Optional.empty());
    }

    private Verb chat() {
        return new Verb.Chat(
                List.of(new Verb.Speaker(member("left"), ""), new Verb.Speaker(member("right"), "")),
                new Template("\"A topic\""),
                random.nextBoolean()
                        ? new Verb.NextSpeaker.RoundRobin()
                        : new Verb.NextSpeaker.Chosen(new Expression("\"left\"")),
                1 + random.nextInt(5),
                random.nextBoolean() ? Optional.of(condition()) : Optional.empty(),
                List.of(),
                random.nextBoolean(),
                2,
                Optional.empty());
    }

    private Verb vote() {
        return new Verb.Vote(
                List.of(member("left"), member("right")),
                new Expression(random.nextInt(8) == 0 ? "broken" : "1"),
                Verb.Rule.MAJORITY,
                1 + random.nextInt(2),
                new Verb.Weights.Equal(),
                new Verb.Tie.Decider(member(Verb.Vote.TIE)),
                Optional.empty());
    }

    private Verb leaf() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                SequencedMap<String, Template> values = new LinkedHashMap<>();
                values.put("total", new Template("17"));
                values.put("name", new Template(random.nextInt(6) == 0 ? "broken" : "\"x\""));
                yield new Verb.SetValues(values);
            }
            case 1 -> new Verb.Fail("TOO_BAD", new Template("\"it is too bad\""));
            default -> new Verb.Return(new Template("{\"returned\":true}"));
        };
    }

    private String items() {
        return List.of("", "1", "1,{\"a\":2}", "1,2,3,4,5").get(random.nextInt(4));
    }

    private SequencedMap<String, List<Step>> branches(int depth) {
        SequencedMap<String, List<Step>> branches = new LinkedHashMap<>();
        branches.put("left", steps(depth + 1, 1 + random.nextInt(2)));
        branches.put("right-most", steps(depth + 1, random.nextInt(2)));
        return branches;
    }

    private List<Verb.Case> cases(int depth) {
        List<Verb.Case> cases = new ArrayList<>();
        cases.add(new Verb.Case(Optional.of(condition()), steps(depth + 1, 1)));
        if (random.nextBoolean()) {
            cases.add(new Verb.Case(Optional.empty(), steps(depth + 1, 1)));
        }
        return cases;
    }

    private Join join(int lanes) {
        return switch (random.nextInt(5)) {
            case 0 -> new Join.All();
            case 1 -> new Join.Settled();
            case 2 -> new Join.First();
            case 3 -> new Join.Count(1 + random.nextInt(lanes));
            default -> new Join.Percent(50);
        };
    }

    private Late late() {
        return random.nextBoolean() ? Late.CANCEL : Late.KEEP;
    }

    private Expression condition() {
        return new Expression(random.nextInt(10) == 0 ? "broken" : random.nextBoolean() ? "true" : "false");
    }

    private Modifiers modifiers(int depth) {
        return new Modifiers(
                random.nextInt(6) == 0 ? Optional.of(condition()) : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of(new Template("{\"asked\":1}")) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(Duration.ofSeconds(20)) : Optional.empty(),
                random.nextBoolean()
                        ? RetryPolicy.DEFAULT
                        : new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(4)),
                Optional.empty(),
                random.nextInt(4) == 0 && depth < DEEPEST ? catches(depth) : List.of(),
                ContextRule.LAYERED,
                random.nextInt(5) == 0
                        ? Optional.of(new Undo(new Verb.AgentCall("undoer", ""), Optional.empty()))
                        : Optional.empty(),
                random.nextInt(4) == 0 ? List.of(new Verb.AgentCall("stand-in", "")) : List.of(),
                Optional.empty());
    }

    private List<CatchClause> catches(int depth) {
        List<CatchClause> catches = new ArrayList<>();
        catches.add(new CatchClause(Optional.of(condition()), steps(depth + 1, 1)));
        if (random.nextBoolean()) {
            catches.add(new CatchClause(Optional.empty(), steps(depth + 1, random.nextInt(2))));
        }
        return catches;
    }
}
