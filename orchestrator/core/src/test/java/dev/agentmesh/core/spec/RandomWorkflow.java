package dev.agentmesh.core.spec;

import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.block;
import static dev.agentmesh.core.spec.Steps.branch;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.giveBack;
import static dev.agentmesh.core.spec.Steps.giving;
import static dev.agentmesh.core.spec.Steps.loop;
import static dev.agentmesh.core.spec.Steps.map;
import static dev.agentmesh.core.spec.Steps.on;
import static dev.agentmesh.core.spec.Steps.otherwise;
import static dev.agentmesh.core.spec.Steps.repeat;
import static dev.agentmesh.core.spec.Steps.set;
import static dev.agentmesh.core.spec.Steps.within;
import static dev.agentmesh.core.spec.Steps.workflow;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.spec.Steps.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Any definition: all verbs and modifiers, nested to depth 4, at most 30 steps. */
final class RandomWorkflow {
    private static final int DEPTH = 4;
    private static final int STEPS = 30;

    private static final List<Join> JOINS = List.of(
            new Join.All(),
            new Join.Settled(),
            new Join.First(),
            new Join.Count(1),
            new Join.Count(2),
            new Join.Count(4),
            new Join.Percent(50),
            new Join.Percent(100));
    private static final List<String> LISTS =
            List.of("range(2)", "range(0)", "range(1)", "range(5)", "input.items", "boom", "true", "huge");
    private static final List<RetryPolicy> RETRIES = List.of(
            RetryPolicy.DEFAULT,
            Steps.atOnce(1),
            Steps.atOnce(3),
            new RetryPolicy(2, Duration.ofSeconds(20), Duration.ofSeconds(90)));

    private final Tape tape;
    private int made;

    RandomWorkflow(Tape tape) {
        this.tape = tape;
    }

    Workflow make() {
        Workflow made = workflow(sequence(0, 4));
        if (tape.chance(6)) {
            made = giving(tape.of(List.of("\"${vars.x}\"", "{\"of\":\"${run.id}\"}", "\"${boom}\"")), made);
        }
        return tape.chance(4) ? within(Duration.ofSeconds(90), made) : made;
    }

    private Shape[] sequence(int depth, int most) {
        int length = made >= STEPS ? 0 : tape.next(most + 1);
        return java.util.stream.IntStream.range(0, length)
                .mapToObj(_ -> step(depth))
                .toArray(Shape[]::new);
    }

    private Shape step(int depth) {
        String id = "s" + made++;
        Shape plain = switch (tape.next(depth < DEPTH ? 27 : 10)) {
            case 0, 1 -> agent(id);
            case 2 -> tape.chance(2) ? replaced(id) : agent(id);
            case 3 -> set(id, "x", tape.of(List.of("1", "\"${input.n}\"", "\"${steps.s0.output}\"", "\"${item}\"")));
            case 4 -> tape.chance(3) ? giveBack(id, tape.of(List.of("1", "\"${boom}\""))) : agent(id);
            case 5 -> fail(id, tape.of(List.of("E1", "E2")));
            case 6 -> asked(id);
            case 7 -> awaited(id);
            case 8 ->
                Steps.publish(
                        id, tape.of(List.of("notes", "nowhere")), tape.of(List.of("\"${input.n}\"", "\"${boom}\"")));
            case 9 -> tape.chance(3) ? Steps.detached(id, "other") : Steps.child(id, "other");
            case 10 -> block(id, sequence(depth + 1, 3));
            case 11, 12 -> parallel(depth, id);
            case 13, 14 -> map(depth, id);
            case 15, 16 -> turns(depth, id);
            case 17 -> graph(depth, id);
            case 18, 19, 20 -> Steps.step(id, RandomTeam.of(tape));
            case 21 -> planned(id);
            case 22 ->
                Steps.supervisor(
                        id, 1 + tape.next(3), tape.next(2), tape.chance(2) ? new String[0] : new String[] {"m1"});
            case 23, 24 -> partlyLost(id);
            default ->
                choose(
                        id,
                        on(tape.of(List.of("input.n == 1", "true", "false", "boom")), sequence(depth + 1, 2)),
                        tape.chance(2) ? otherwise(sequence(depth + 1, 2)) : on("false"));
        };
        return modified(plain, depth);
    }

    private Shape replaced(String id) {
        Shape shape = agent(id).fallback("f1", "f2");
        return tape.chance(2) ? shape.retry(Steps.atOnce(1)) : shape;
    }

    private Shape planned(String id) {
        Optional<Replan> replan = tape.chance(2)
                ? Steps.replan(tape.of(List.of("step.failed", "true", "false", "boom")), 1 + tape.next(2))
                : Optional.empty();
        Shape plan = Steps.plan(id, 2 + tape.next(4), replan, "m1", "m2");
        return tape.chance(3) ? Steps.reviewed(plan, Person.anybody()) : plan;
    }

    private Shape parallel(int depth, String id) {
        Steps.Branch[] branches = java.util.stream.IntStream.range(0, tape.next(4))
                .mapToObj(i -> branch("b" + i, sequence(depth + 1, 2)))
                .toArray(Steps.Branch[]::new);
        return Steps.parallel(id, tape.of(JOINS), late(), branches);
    }

    /** Lanes that do something which can be undone, of which some then fail. */
    private Shape partlyLost(String id) {
        Steps.Branch[] branches = java.util.stream.IntStream.range(0, 2 + tape.next(2))
                .mapToObj(i -> tape.chance(2)
                        ? branch("b" + i, undoable(), fail("s" + made++, "E1"))
                        : branch("b" + i, undoable()))
                .toArray(Steps.Branch[]::new);
        return Steps.parallel(id, tape.of(JOINS), late(), branches);
    }

    private Shape undoable() {
        return agent("s" + made++).undo("undoer");
    }

    private Shape asked(String id) {
        Optional<Duration> due =
                tape.chance(2) ? Optional.of(Duration.ofSeconds(5 + 20L * tape.next(3))) : Optional.empty();
        return Steps.step(
                id,
                new OutsideVerb.Human(
                        new Template("\"Go on?\""),
                        tape.chance(3) ? Optional.of(new Template("\"${input.n}\"")) : Optional.empty(),
                        List.of("yes", "no"),
                        tape.chance(4) ? Optional.of("{}") : Optional.empty(),
                        tape.chance(2)
                                ? Optional.of(
                                        new Template(tape.of(List.of("\"role:editor\"", "\"user:bob\"", "\"nobody\""))))
                                : Optional.empty(),
                        1 + tape.next(2),
                        due,
                        tape.chance(2) ? Optional.of(Duration.ofSeconds(8)) : Optional.empty(),
                        tape.of(List.of(
                                new Overdue.Fail(), new Overdue.Escalate("role:chief"), new Overdue.Choose("no")))));
    }

    private Shape awaited(String id) {
        return switch (tape.next(4)) {
            case 0 -> Steps.waitFor(id, Duration.ofSeconds(10L * tape.next(3)));
            case 1 -> Steps.waitUntil(id, tape.of(List.of("\"2026-01-01T00:00:30Z\"", "\"soon\"", "\"${boom}\"")));
            case 2 -> Steps.await(id, tape.of(List.of("paid", "sent")));
            default ->
                Steps.await(
                        id,
                        tape.of(List.of("paid", "sent")),
                        tape.of(List.of("event.n == input.n", "event == 1", "boom", "true")),
                        Duration.ofSeconds(30));
        };
    }

    private Shape turns(int depth, String id) {
        return tape.chance(3)
                ? repeat(id, 1 + tape.next(3), sequence(depth + 1, 2))
                : loop(
                        id,
                        1 + tape.next(3),
                        tape.of(List.of("loop.index == 1", "true", "false", "boom", "steps.s1.output == 9")),
                        sequence(depth + 1, 2));
    }

    private Shape graph(int depth, String id) {
        String a = "s" + made++;
        String b = "s" + made++;
        var state = new LinkedHashMap<String, Verb.Reducer>();
        if (tape.chance(2)) {
            Verb.Reducer any = tape.of(List.of(Verb.Reducer.values()));
            state.put("v", tape.chance(2) ? Verb.Reducer.APPEND : any);
        }
        return Teams.graph(
                id,
                1 + tape.next(4),
                a,
                state,
                Teams.node(
                        tape.chance(2) ? agent(a) : block(a, sequence(depth + 1, 2)),
                        Teams.edge(tape.of(List.of("output == 1", "graph.visits < 3", "boom")), b),
                        Teams.done()),
                Teams.node(agent(b), tape.chance(2) ? Teams.edge(a) : Teams.doneWhen("output == 9")));
    }

    private Shape map(int depth, String id) {
        Shape map = Steps.map(id, tape.of(LISTS), 1 + tape.next(3), tape.of(JOINS), late(), sequence(depth + 1, 2));
        return tape.chance(3) ? map.grow(tape.of(List.of("range(1)", "range(3)", "output.v", "boom")), 6) : map;
    }

    private Late late() {
        return tape.chance(2) ? Late.KEEP : Late.CANCEL;
    }

    private Shape modified(Shape plain, int depth) {
        Shape shape = plain;
        if (tape.chance(6)) {
            shape = shape.when(tape.of(List.of("false", "true", "steps.s0.status == \"completed\"", "boom", "huge")));
        }
        if (tape.chance(4)) {
            shape = shape.timeout(Duration.ofSeconds(10 + 30L * tape.next(4)));
        }
        if (tape.chance(2)) {
            shape = shape.retry(tape.of(RETRIES));
        }
        if (tape.chance(8)) {
            shape = shape.given(tape.of(List.of("\"${steps.s1.output}\"", "\"${item}\"", "\"${error.code}\"")));
        }
        if (tape.chance(12)) {
            shape = shape.key(tape.of(List.of("\"${run.id}\"", "\"${boom}\"")));
        }
        if (tape.chance(5)) {
            shape = shape.caughtWhen(
                    tape.of(List.of("error.code == \"E1\"", "error.kind == \"TIMEOUT\"", "boom", "huge")),
                    sequence(depth + 1, 2));
        }
        if (tape.chance(4)) {
            shape = tape.chance(3)
                    ? shape.undo("u", tape.of(List.of("\"${output}\"", "\"${boom}\"")))
                    : shape.undo("u");
        }
        if (tape.chance(12)) {
            shape = shape.priority(1 + tape.next(9));
        }
        return tape.chance(5) ? shape.caught(sequence(depth + 1, 2)) : shape;
    }
}
