package dev.agentmesh.eventlog.golden;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** One story per pattern, and per way a task's life can go. Told to whatever version is built; recorded once per release. */
final class Stories {
    private Stories() {}

    /** @param told what happens after the start */
    record Story(String about, List<Step> steps, Consumer<Simulation> told) {
        Simulation tell(String name) {
            Simulation run = Simulation.started("golden-" + name, AnyWorkflow.workflow(steps));
            told.accept(run);
            return run;
        }
    }

    static SequencedMap<String, Story> all() {
        SequencedMap<String, Story> all = new LinkedHashMap<>();
        all.put(
                "sequence",
                new Story("two agents, one after the other", List.of(agent("draft"), agent("edit")), run -> {
                    done(run, "draft");
                    done(run, "edit");
                }));
        all.put("retry", new Story("a fault that passes", List.of(agent("draft")), run -> {
            failed(run, "draft", FailureKind.TRANSIENT);
            fire(run, new Timer.RetryDue(new StepPath("draft"), 2));
            progress(run, "draft");
            done(run, "draft");
        }));
        all.put("redrive", new Story("poison, held, redriven with another input", List.of(agent("draft")), run -> {
            failed(run, "draft", FailureKind.POISON);
            run.pass(60)
                    .take(new Command.RedriveTask(
                            run.now(),
                            new StepPath("draft"),
                            Optional.of(Payload.json("{\"pr\":8}")),
                            "mended",
                            "ana"));
            done(run, "draft");
        }));
        all.put("late", new Story("an answer after its deadline", List.of(agent("draft")), run -> {
            fire(run, new Timer.AttemptDeadline(new StepPath("draft"), 1));
            fire(run, new Timer.RetryDue(new StepPath("draft"), 2));
            answer(run, "draft", 1);
            done(run, "draft");
        }));
        all.put("block", new Story("a block caught as a whole", List.of(block()), run -> {
            done(run, "both/one");
            failed(run, "both/two", FailureKind.DECLINED);
            done(run, "both[catch0]/notify");
        }));
        all.put("parallel", new Story("branches of which one fails and is tolerated", List.of(parallel()), run -> {
            failed(run, "checks[security]/scan", FailureKind.POISON);
            done(run, "checks[style]/lint");
        }));
        all.put("map", new Story("five items, two at once, the first three suffice", List.of(map()), run -> {
            done(run, "files[1]/check");
            done(run, "files[0]/check");
            failed(run, "files[2]/check", FailureKind.DECLINED);
            done(run, "files[3]/check");
        }));
        all.put("switch", new Story("the second case holds", List.of(choice()), run -> done(run, "route[1]/answer")));
        all.put("set", new Story("values, a step left out, and a result", List.of(set(), skipped(), end()), run -> {}));
        all.put(
                "failure",
                new Story(
                        "a definition that fails, and a refused command",
                        List.of(fail()),
                        run -> run.pass(1).take(new Command.CancelRun(run.now(), "too late", "ana"))));
        all.put("cancel", new Story("canceled in the middle of everything", List.of(parallel()), run -> {
            failed(run, "checks[style]/lint", FailureKind.TRANSIENT);
            run.pass(1).take(new Command.CancelRun(run.now(), "changed our mind", "ana"));
        }));
        return all;
    }

    private static Step agent(String id) {
        return new Step(id, new Verb.AgentCall(id + "er", "work"), Modifiers.NONE);
    }

    private static Step block() {
        Modifiers caught = new Modifiers(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                List.of(new CatchClause(Optional.empty(), List.of(agent("notify")))));
        return new Step("both", new Verb.Block(List.of(agent("one"), agent("two"))), caught);
    }

    private static Step parallel() {
        SequencedMap<String, List<Step>> branches = new LinkedHashMap<>();
        branches.put("security", List.of(agent("scan")));
        branches.put("style", List.of(agent("lint")));
        return new Step("checks", new Verb.Parallel(branches, new Join.Settled(), Late.CANCEL), Modifiers.NONE);
    }

    private static Step map() {
        Verb each = new Verb.MapEach(
                new Expression("[1,2,{\"a\":3},4,5]"),
                "file",
                2,
                new Join.Count(3),
                Late.CANCEL,
                List.of(agent("check")));
        return new Step("files", each, Modifiers.NONE);
    }

    private static Step choice() {
        return new Step(
                "route",
                new Verb.Switch(List.of(
                        new Verb.Case(Optional.of(new Expression("false")), List.of(agent("ask"))),
                        new Verb.Case(Optional.empty(), List.of(agent("answer"))))),
                Modifiers.NONE);
    }

    private static Step set() {
        SequencedMap<String, Template> values = new LinkedHashMap<>();
        values.put("total", new Template("17"));
        values.put("name", new Template("\"a name\""));
        return new Step("values", new Verb.SetValues(values), Modifiers.NONE);
    }

    private static Step skipped() {
        Modifiers never = new Modifiers(
                Optional.of(new Expression("false")),
                Optional.empty(),
                Optional.empty(),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                List.of());
        return new Step("never", new Verb.AgentCall("nobody", "work"), never);
    }

    private static Step end() {
        return new Step("end", new Verb.Return(new Template("{\"returned\":true}")), Modifiers.NONE);
    }

    private static Step fail() {
        return new Step("stop", new Verb.Fail("TOO_BAD", new Template("\"it is too bad\"")), Modifiers.NONE);
    }

    private static void done(Simulation run, String path) {
        answer(run, path, run.attempt(path).attempt());
    }

    private static void answer(Simulation run, String path, int attempt) {
        run.pass(2)
                .take(new Command.ReportCompleted(
                        run.now(),
                        new StepPath(path),
                        attempt,
                        Payload.json("{\"by\":\"" + path + "\"}"),
                        List.of(new Usage("small", 100, 20, 0.25)),
                        "w-1",
                        Duration.ofMillis(1900)));
    }

    private static void failed(Simulation run, String path, FailureKind kind) {
        run.pass(1)
                .take(new Command.ReportFailed(
                        run.now(),
                        new StepPath(path),
                        run.attempt(path).attempt(),
                        new Failure(kind, "X_" + kind, "it did not work"),
                        List.of(new Usage("small", 10, 0, 0.125)),
                        "w-2"));
    }

    private static void progress(Simulation run, String path) {
        run.pass(1)
                .take(new Command.ReportProgress(
                        run.now(), new StepPath(path), run.attempt(path).attempt(), 0.5, "half way", "w-1"));
    }

    private static void fire(Simulation run, Timer timer) {
        run.fire(timer);
    }
}
