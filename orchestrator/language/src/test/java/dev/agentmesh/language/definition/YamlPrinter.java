package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes a tree as a file, in one of the forms the language allows, chosen by a seed. */
final class YamlPrinter {
    private final Random random;
    private final StringBuilder out = new StringBuilder();

    YamlPrinter(Random random) {
        this.random = random;
    }

    String print(List<Step> steps) {
        out.append("mesh: v1\nworkflow: random\nsteps:\n");
        sequence(steps, 1);
        return out.toString();
    }

    private void line(int level, String text) {
        out.append("  ".repeat(level)).append(text).append('\n');
    }

    private void sequence(List<Step> steps, int level) {
        for (Step step : steps) {
            line(level, "- id: " + step.id());
            verb(step.verb(), level + 1);
            modifiers(step.modifiers(), level + 1);
        }
    }

    private void list(String key, List<Step> steps, int level) {
        line(level, key + (steps.isEmpty() ? " []" : ""));
        sequence(steps, level + 1);
    }

    private void verb(Verb verb, int level) {
        switch (verb) {
            case Verb.AgentCall(String agent, String skill) ->
                line(level, "agent: " + agent + (skill.isEmpty() ? "" : "/" + skill));
            case Verb.Block(List<Step> steps) -> list("do:", steps, level);
            case Verb.Parallel parallel -> parallel(parallel, level);
            case Verb.MapEach map -> {
                line(level, "map:");
                line(level + 1, "over: " + map.over().text());
                line(level + 1, "as: " + map.as());
                line(level + 1, "width: " + map.width());
                join(map.join(), map.late(), level + 1);
                map.grow()
                        .ifPresent(grow -> line(
                                level + 1,
                                "grow: { from: " + quoted(grow.from().text()) + ", max: " + grow.max() + " }"));
                list("do:", map.steps(), level + 1);
            }
            case Verb.Loop loop -> {
                line(level, "loop:");
                line(level + 1, "max: " + loop.max());
                loop.until().ifPresent(until -> line(level + 1, "until: " + quoted(until.text())));
                list("do:", loop.steps(), level + 1);
            }
            case Verb.Graph graph -> graph(graph, level);
            case Verb.Chat chat -> line(level, TeamPrinter.print(chat));
            case Verb.Handoff handoff -> line(level, TeamPrinter.print(handoff));
            case Verb.Debate debate -> line(level, TeamPrinter.print(debate));
            case Verb.Vote vote -> line(level, TeamPrinter.print(vote));
            case Verb.Switch(List<Verb.Case> cases) -> {
                line(level, "switch:");
                cases.forEach(each -> oneCase(each, level + 1));
            }
            case CrewVerb.Plan plan -> {
                line(level, "plan:");
                line(level + 1, "goal: " + plan.goal().json());
                line(level + 1, "planner: " + written(plan.planner()));
                line(level + 1, "members: " + written(plan.team()));
                line(level + 1, "max: " + plan.max());
                plan.review().ifPresent(who -> line(level + 1, "review: " + RandomPerson.print(who)));
                plan.replan()
                        .ifPresent(replan -> line(
                                level + 1,
                                "replan: { when: " + quoted(replan.when().text()) + ", max: " + replan.max() + " }"));
                plan.attempt().ifPresent(attempt -> line(level + 1, "timeout: " + attempt.toMillis() + "ms"));
            }
            case CrewVerb.Supervisor lead -> {
                line(level, "supervisor:");
                line(level + 1, "agent: " + written(lead.agent()));
                line(level + 1, "goal: " + lead.goal().json());
                lead.criteria().ifPresent(criteria -> line(level + 1, "criteria: " + criteria.json()));
                if (!lead.workers().isEmpty()) {
                    line(level + 1, "workers: " + written(lead.workers()));
                }
                line(level + 1, "rounds: " + lead.rounds());
                line(level + 1, "revisions: " + lead.revisions());
                lead.attempt().ifPresent(attempt -> line(level + 1, "timeout: " + attempt.toMillis() + "ms"));
            }
            case Verb.SetValues(var values) -> {
                line(level, "set:");
                values.forEach((name, value) -> line(level + 1, name + ": " + value.json()));
            }
            case Verb.Return(var value) -> line(level, "return: " + value.json());
            case OutsideVerb.Human human -> human(human, level);
            case OutsideVerb.Wait(OutsideVerb.Until until) -> line(level, "wait: " + waiting(until));
            case OutsideVerb.Publish publish -> {
                line(level, "publish:");
                line(level + 1, "topic: " + publish.topic());
                publish.key().ifPresent(key -> line(level + 1, "key: " + key.json()));
                line(level + 1, "value: " + publish.value().json());
            }
            case OutsideVerb.SubWorkflow sub -> {
                line(
                        level,
                        "workflow: " + sub.workflow()
                                + sub.version().map(v -> "@" + v).orElse(""));
                if (sub.detached()) {
                    line(level, "detached: true");
                }
            }
            case Verb.Fail(String code, var message) ->
                line(level, "fail: { code: " + code + ", message: " + message.json() + " }");
        }
    }

    private static String written(Verb.AgentCall call) {
        return call.agent() + (call.skill().isEmpty() ? "" : "/" + call.skill());
    }

    private static List<String> written(List<Verb.AgentCall> calls) {
        return calls.stream().map(YamlPrinter::written).toList();
    }

    private void human(OutsideVerb.Human human, int level) {
        line(level, "human:");
        line(level + 1, "title: " + human.title().json());
        human.show().ifPresent(show -> line(level + 1, "show: " + show.json()));
        line(level + 1, "choices: [" + String.join(", ", human.choices()) + "]");
        human.assign().ifPresent(who -> line(level + 1, "assign: " + who.json()));
        line(level + 1, "quorum: " + human.quorum());
        human.due().ifPresent(due -> line(level + 1, "due: " + due.toSeconds() + "s"));
        human.reminder().ifPresent(every -> line(level + 1, "reminder: " + every.toSeconds() + "s"));
        switch (human.overdue()) {
            case Overdue.Fail() -> line(level + 1, "# fails when nobody answers");
            case Overdue.Escalate(String to) -> line(level + 1, "overdue: escalate " + to);
            case Overdue.Choose(String choice) -> line(level + 1, "overdue: { choose: " + choice + ", confirm: true }");
        }
    }

    private String waiting(OutsideVerb.Until until) {
        return switch (until) {
            case OutsideVerb.Until.Passed(var time) -> "{ for: " + time.toMillis() + "ms }";
            case OutsideVerb.Until.Moment(var moment) -> "{ until: " + moment.json() + " }";
            case OutsideVerb.Until.EventOf event ->
                "{ event: " + event.event()
                        + event.match().map(m -> ", match: " + quoted(m.text())).orElse("")
                        + event.timeout()
                                .map(t -> ", timeout: " + t.toMillis() + "ms")
                                .orElse("") + " }";
        };
    }

    private void parallel(Verb.Parallel parallel, int level) {
        line(level, "parallel:");
        join(parallel.join(), parallel.late(), level + 1);
        line(level + 1, "branches:");
        parallel.branches().forEach((name, steps) -> {
            if (random.nextBoolean()) {
                list(name + ":", steps, level + 2);
            } else {
                line(level + 2, name + ":");
                list("do:", steps, level + 3);
            }
        });
    }

    private void graph(Verb.Graph graph, int level) {
        line(level, "graph:");
        line(level + 1, "entry: " + graph.entry());
        line(level + 1, "max: " + graph.max());
        if (!graph.state().isEmpty()) {
            line(level + 1, "state:");
            graph.state()
                    .forEach((name, reducer) ->
                            line(level + 2, name + ": " + reducer.name().toLowerCase(Locale.ROOT)));
        }
        line(level + 1, "nodes:");
        for (Verb.Node node : graph.nodes()) {
            line(level + 2, node.step().id() + ":");
            verb(node.step().verb(), level + 3);
            modifiers(node.step().modifiers(), level + 3);
            line(level + 3, "next:");
            node.edges().forEach(edge -> line(level + 4, TeamPrinter.edge(edge)));
        }
    }

    private void join(Join join, Late late, int level) {
        String word = switch (join) {
            case Join.All() -> "all";
            case Join.Settled() -> "settled";
            case Join.First() -> "first";
            case Join.Count(int lanes) -> String.valueOf(lanes);
            case Join.Percent(int percent) -> percent + "%";
        };
        line(level, "join: " + word);
        line(level, "late: " + (late == Late.CANCEL ? "cancel" : "keep"));
    }

    private void oneCase(Verb.Case each, int level) {
        if (each.when().isEmpty()) {
            list("- else:", each.steps(), level);
        } else {
            line(level, "- when: " + quoted(each.when().get().text()));
            list("do:", each.steps(), level + 1);
        }
    }

    private void modifiers(Modifiers modifiers, int level) {
        modifiers.when().ifPresent(when -> line(level, "when: " + quoted(when.text())));
        modifiers.with().ifPresent(with -> line(level, "with: " + with.json()));
        modifiers.timeout().ifPresent(timeout -> line(level, "timeout: " + timeout.toMillis() + "ms"));
        modifiers.key().ifPresent(key -> line(level, "key: " + key.json()));
        if (!modifiers.retry().equals(RetryPolicy.DEFAULT)) {
            RetryPolicy retry = modifiers.retry();
            line(
                    level,
                    "retry: { max: " + retry.maxAttempts() + ", backoff: "
                            + retry.first().toMillis() + "ms.." + retry.most().toMillis() + "ms }");
        }
        modifiers.priority().ifPresent(priority -> line(level, "priority: " + priority));
        if (!modifiers.fallback().isEmpty()) {
            List<String> names = modifiers.fallback().stream()
                    .map(call -> call.skill().isEmpty() ? call.agent() : call.agent() + "/" + call.skill())
                    .toList();
            line(level, "fallback: " + (names.size() == 1 ? names.getFirst() : "[" + String.join(", ", names) + "]"));
        }
        modifiers.undo().ifPresent(undo -> {
            line(level, "undo:");
            line(level + 1, "agent: " + undo.call().agent());
            undo.with().ifPresent(with -> line(level + 1, "with: " + with.json()));
        });
        if (!modifiers.catches().isEmpty()) {
            line(level, "catch:");
            modifiers.catches().forEach(clause -> clause(clause, level + 1));
        }
    }

    private void clause(CatchClause clause, int level) {
        if (clause.when().isPresent()) {
            line(level, "- when: " + quoted(clause.when().get().text()));
            list("do:", clause.steps(), level + 1);
        } else {
            list("- do:", clause.steps(), level);
        }
    }

    private String quoted(String text) {
        return random.nextBoolean()
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : '\'' + text.replace("'", "''") + '\'';
    }
}
