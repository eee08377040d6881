package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps as pieces of YAML. What has its default value is left out. */
final class StepParts {
    private StepParts() {}

    static Part sequence(List<Step> steps) {
        return new Part.Listing(
                steps.stream().map(step -> Entry.item(step(step))).toList(), Layout.BLOCK);
    }

    private static Part step(Step step) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("id", Word.text(step.id())));
        entries.addAll(body(step));
        return block(entries);
    }

    /** All of a step but its id. */
    static List<Entry> body(Step step) {
        List<Entry> entries = new ArrayList<>();
        entries.add(verb(step.verb()));
        if (step.verb() instanceof OutsideVerb.SubWorkflow sub && sub.detached()) {
            entries.add(Entry.of("detached", Word.bare("true")));
        }
        modifiers(step.modifiers(), entries);
        return entries;
    }

    private static Part block(List<Entry> entries) {
        return new Part.Mapping(entries, Layout.BLOCK);
    }

    private static Entry verb(Verb verb) {
        return switch (verb) {
            case Verb.AgentCall(String agent, String skill) -> Entry.of("agent", agent(agent, skill));
            case Verb.Block(List<Step> steps) -> Entry.of("do", sequence(steps));
            case Verb.Parallel parallel -> Entry.of("parallel", LaneParts.parallel(parallel));
            case Verb.MapEach map -> Entry.of("map", LaneParts.map(map));
            case Verb.Switch(List<Verb.Case> cases) ->
                Entry.of(
                        "switch",
                        new Part.Listing(
                                cases.stream()
                                        .map(each -> Entry.item(oneCase(each)))
                                        .toList(),
                                Layout.BLOCK));
            case Verb.Loop loop -> Entry.of("loop", TurnParts.loop(loop));
            case Verb.Graph graph -> Entry.of("graph", TurnParts.graph(graph));
            case Verb.Chat chat -> Entry.of("chat", TeamParts.chat(chat));
            case Verb.Handoff handoff -> Entry.of("handoff", TeamParts.handoff(handoff));
            case Verb.Debate debate -> Entry.of("debate", TeamParts.debate(debate));
            case Verb.Vote vote -> Entry.of("vote", TeamParts.vote(vote));
            case CrewVerb.Plan plan -> Entry.of("plan", CrewParts.plan(plan));
            case CrewVerb.Supervisor lead -> Entry.of("supervisor", CrewParts.supervisor(lead));
            case Verb.SetValues(var values) -> {
                List<Entry> entries = new ArrayList<>();
                values.forEach((name, value) -> entries.add(Entry.of(name, JsonParts.of(value.json()))));
                yield Entry.of("set", new Part.Mapping(entries, Layout.FLOW));
            }
            case OutsideVerb.Human human -> Entry.of("human", OutsideParts.human(human));
            case OutsideVerb.Wait(OutsideVerb.Until until) -> Entry.of("wait", OutsideParts.wait(until));
            case OutsideVerb.Publish publish -> Entry.of("publish", OutsideParts.publish(publish));
            case OutsideVerb.SubWorkflow sub -> Entry.of("workflow", OutsideParts.workflow(sub));
            case Verb.Return(var value) -> Entry.of("return", JsonParts.of(value.json()));
            case Verb.Fail(String code, var message) ->
                Entry.of(
                        "fail",
                        new Part.Mapping(
                                List.of(
                                        Entry.of("code", Word.text(code)),
                                        Entry.of("message", JsonParts.of(message.json()))),
                                Layout.FLOW));
        };
    }

    static Word agent(String agent, String skill) {
        return Word.text(skill.isEmpty() ? agent : agent + "/" + skill);
    }

    private static Part oneCase(Verb.Case each) {
        return each.when().isEmpty()
                ? block(List.of(Entry.of("else", sequence(each.steps()))))
                : block(List.of(
                        Entry.of("when", Word.code(each.when().get().text())), Entry.of("do", sequence(each.steps()))));
    }

    private static void modifiers(Modifiers modifiers, List<Entry> entries) {
        modifiers.when().ifPresent(when -> entries.add(Entry.of("when", Word.code(when.text()))));
        modifiers.with().ifPresent(with -> entries.add(Entry.of("with", JsonParts.of(with.json()))));
        modifiers.timeout().ifPresent(time -> entries.add(Entry.of("timeout", Word.text(Words.duration(time)))));
        if (!modifiers.retry().equals(RetryPolicy.DEFAULT)) {
            entries.add(Entry.of("retry", retry(modifiers.retry())));
        }
        modifiers.key().ifPresent(key -> entries.add(Entry.of("key", JsonParts.of(key.json()))));
        if (!modifiers.context().equals(ContextRule.LAYERED)) {
            entries.add(Entry.of("context", SharingParts.context(modifiers.context())));
        }
        modifiers
                .priority()
                .ifPresent(priority -> entries.add(Entry.of("priority", Word.bare(Integer.toString(priority)))));
        fallback(modifiers.fallback()).ifPresent(others -> entries.add(Entry.of("fallback", others)));
        modifiers.undo().ifPresent(undo -> {
            List<Entry> parts = new ArrayList<>();
            parts.add(Entry.of("agent", agent(undo.call().agent(), undo.call().skill())));
            undo.with().ifPresent(with -> parts.add(Entry.of("with", JsonParts.of(with.json()))));
            entries.add(Entry.of("undo", block(parts)));
        });
        if (!modifiers.catches().isEmpty()) {
            entries.add(Entry.of(
                    "catch",
                    new Part.Listing(
                            modifiers.catches().stream()
                                    .map(clause -> Entry.item(clause(clause)))
                                    .toList(),
                            Layout.BLOCK)));
        }
    }

    private static Optional<Part> fallback(List<Verb.AgentCall> others) {
        List<Entry> names = others.stream()
                .map(call -> Entry.item(agent(call.agent(), call.skill())))
                .toList();
        return switch (names.size()) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(agent(others.getFirst().agent(), others.getFirst().skill()));
            default -> Optional.of(new Part.Listing(names, Layout.FLOW));
        };
    }

    private static Part retry(RetryPolicy retry) {
        boolean usual = retry.first().equals(RetryPolicy.DEFAULT.first())
                && retry.most().equals(RetryPolicy.DEFAULT.most());
        if (usual) {
            return retry.maxAttempts() == 1 ? Word.text("none") : Word.bare(Integer.toString(retry.maxAttempts()));
        }
        String first = Words.duration(retry.first());
        String backoff = retry.first().equals(retry.most()) ? first : first + ".." + Words.duration(retry.most());
        return new Part.Mapping(
                List.of(
                        Entry.of("max", Word.bare(Integer.toString(retry.maxAttempts()))),
                        Entry.of("backoff", Word.text(backoff))),
                Layout.FLOW);
    }

    private static Part clause(CatchClause clause) {
        List<Entry> entries = new ArrayList<>();
        clause.when().ifPresent(when -> entries.add(Entry.of("when", Word.code(when.text()))));
        entries.add(Entry.of("do", sequence(clause.steps())));
        return block(entries);
    }
}
