package dev.agentmesh.language.picture;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.language.picture.Shape.Box;
import dev.agentmesh.language.picture.Shape.Frame;
import dev.agentmesh.language.picture.Shape.Kind;
import dev.agentmesh.language.picture.Shape.Lane;
import dev.agentmesh.language.picture.Shape.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Steps to shapes: one case for each verb. */
final class StepShapes {
    /** Expressions beyond it are cut: a picture is read, not executed. */
    private static final int LONGEST = 48;

    private StepShapes() {}

    static List<Shape> sequence(List<Step> steps) {
        return steps.stream().map(StepShapes::step).toList();
    }

    private static Shape step(Step step) {
        Shape shape = shape(step);
        List<CatchClause> catches = step.modifiers().catches();
        if (catches.isEmpty()) {
            return shape;
        }
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new Lane("", List.of(shape)));
        for (CatchClause clause : catches) {
            String label =
                    clause.when().map(when -> "catch " + shortened(when.text())).orElse("catch");
            lanes.add(new Lane(label, sequence(clause.steps())));
        }
        return Frame.of(step.id(), "catch", Kind.CATCH, lanes);
    }

    private static Shape shape(Step step) {
        return switch (step.verb()) {
            case Verb.AgentCall(String agent, String skill) -> {
                String name = skill.isEmpty() ? agent : agent + "/" + skill;
                yield box(step, Kind.AGENT, name.equals(step.id()) ? "" : name);
            }
            case Verb.Block(List<Step> steps) -> frame(step, "", List.of(new Lane("", sequence(steps))));
            case Verb.Parallel parallel -> {
                List<Lane> lanes = new ArrayList<>();
                parallel.branches().forEach((name, steps) -> lanes.add(new Lane(name, sequence(steps))));
                yield frame(step, "parallel" + join(parallel.join()), lanes);
            }
            case Verb.Loop loop ->
                frame(
                        step,
                        "at most " + loop.max() + " times" + until(loop.until()),
                        List.of(new Lane("", sequence(loop.steps()))));
            case Verb.Graph graph -> graph(step, graph);
            case Verb.Chat chat ->
                team(
                        step,
                        "chat, at most " + chat.max() + " turns" + until(chat.until()),
                        step.verb().members(),
                        List.of());
            case Verb.Handoff handoff -> handoff(step, handoff);
            case Verb.Debate debate ->
                team(step, "debate, " + debate.rounds() + " rounds", debate.members(), List.of());
            case Verb.Vote vote ->
                team(
                        step,
                        "vote, " + vote.rule().name().toLowerCase(Locale.ROOT) + " of at least " + vote.quorum(),
                        vote.members(),
                        List.of());
            case CrewVerb.Plan plan ->
                team(step, "plan of at most " + plan.max() + " steps", plan.members(), List.of());
            case CrewVerb.Supervisor lead ->
                team(
                        step,
                        "supervisor, at most " + lead.rounds() + " rounds"
                                + (lead.workers().isEmpty() ? ", of all that are up" : ""),
                        lead.members().stream()
                                .filter(member -> !member.name().equals(CrewVerb.Supervisor.WORKER))
                                .toList(),
                        List.of());
            case Verb.MapEach map ->
                frame(step, "for each " + map.as() + join(map.join()), List.of(new Lane("", sequence(map.steps()))));
            case Verb.Switch(List<Verb.Case> cases) ->
                frame(
                        step,
                        "switch",
                        cases.stream()
                                .map(each -> new Lane(
                                        each.when()
                                                .map(when -> shortened(when.text()))
                                                .orElse("else"),
                                        sequence(each.steps())))
                                .toList());
            case Verb.SetValues(var values) -> box(step, Kind.ENGINE, "set " + String.join(", ", values.keySet()));
            case OutsideVerb.Human human ->
                box(step, Kind.ENGINE, "ask a person: " + String.join(", ", human.choices()));
            case OutsideVerb.Wait(OutsideVerb.Until until) -> box(step, Kind.ENGINE, waiting(until));
            case OutsideVerb.Publish publish -> box(step, Kind.ENGINE, "publish to " + publish.topic());
            case OutsideVerb.SubWorkflow sub ->
                box(
                        step,
                        Kind.ENGINE,
                        "workflow " + sub.workflow()
                                + sub.version().map(version -> "@" + version).orElse("")
                                + (sub.detached() ? ", detached" : ""));
            case Verb.Return _ -> box(step, Kind.END, step.id().equals("return") ? "" : "return");
            case Verb.Fail(String code, var _) -> box(step, Kind.END, "fail " + code);
        };
    }

    private static String waiting(OutsideVerb.Until until) {
        return switch (until) {
            case OutsideVerb.Until.Passed(var time) ->
                "wait for " + time.toString().substring(2).toLowerCase(Locale.ROOT);
            case OutsideVerb.Until.Moment(var moment) -> "wait until " + shortened(moment.json());
            case OutsideVerb.Until.EventOf event -> "wait for event " + event.event();
        };
    }

    private static String until(Optional<Expression> until) {
        return until.map(condition -> ", until " + shortened(condition.text())).orElse("");
    }

    private static Frame graph(Step step, Verb.Graph graph) {
        List<Lane> lanes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (Verb.Node node : graph.nodes()) {
            lanes.add(new Lane(node.step().id(), List.of(step(node.step()))));
            for (Verb.Edge edge : node.edges()) {
                String when = edge.when()
                        .map(condition -> shortened(condition.text()))
                        .orElse("");
                links.add(new Link(node.step().id(), edge.to().orElse("done"), when));
            }
        }
        String text = step.id() + ": graph from " + graph.entry() + ", at most " + graph.max() + " visits";
        return new Frame(step.id(), List.of(text), Kind.FRAME, lanes, links);
    }

    private static Frame handoff(Step step, Verb.Handoff handoff) {
        List<Link> links = new ArrayList<>();
        handoff.to()
                .forEach((from, targets) -> targets.forEach((to, parts) ->
                        links.add(new Link(from, to, parts.isEmpty() ? "" : "with " + String.join(", ", parts)))));
        handoff.escalate().ifPresent(chief -> links.add(new Link("unsure", chief.name(), "")));
        return team(
                step,
                "handoff from " + handoff.start().name() + ", at most " + handoff.max() + " times",
                handoff.members(),
                links);
    }

    /** Agents that a verb calls by itself, side by side. */
    private static Frame team(Step step, String what, List<Verb.Member> members, List<Link> links) {
        List<Lane> lanes = new ArrayList<>();
        for (Verb.Member member : members) {
            String agent = member.call().agent()
                    + (member.call().skill().isEmpty()
                            ? ""
                            : "/" + member.call().skill());
            String name = member.name().replace("_", "");
            List<String> text = agent.equals(name) ? List.of(agent) : List.of(name, agent);
            Shape box = new Box(step.id() + "." + member.name(), text, Kind.AGENT);
            lanes.add(new Lane(links.isEmpty() ? "" : member.name(), List.of(box)));
        }
        List<String> text = new ArrayList<>();
        text.add(step.id() + ": " + what);
        condition(step).ifPresent(text::add);
        return new Frame(step.id(), text, Kind.FRAME, lanes, links);
    }

    /** A step that is one thing; {@code what} is empty where the name says it all. */
    private static Box box(Step step, Kind kind, String what) {
        List<String> text = new ArrayList<>();
        text.add(step.id());
        Optional.of(what)
                .filter(line -> !line.isEmpty())
                .map(StepShapes::shortened)
                .ifPresent(text::add);
        condition(step).ifPresent(text::add);
        return new Box(step.id(), text, kind);
    }

    /** A step with steps inside it. */
    private static Frame frame(Step step, String what, List<Lane> lanes) {
        List<String> text = new ArrayList<>();
        text.add(what.isEmpty() ? step.id() : step.id() + ": " + what);
        condition(step).ifPresent(text::add);
        return new Frame(step.id(), text, Kind.FRAME, lanes, List.of());
    }

    private static Optional<String> condition(Step step) {
        return step.modifiers().when().map(when -> "if " + shortened(when.text()));
    }

    private static String join(Join join) {
        return switch (join) {
            case Join.All() -> "";
            case Join.Settled() -> ", settled";
            case Join.First() -> ", first";
            case Join.Count(int lanes) -> ", " + lanes + " needed";
            case Join.Percent(int percent) -> ", " + percent + "% needed";
        };
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
