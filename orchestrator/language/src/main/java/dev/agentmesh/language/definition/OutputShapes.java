package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.SchemaShapes;
import dev.agentmesh.language.type.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What steps are known to give, by their ids, as the steps of one definition are read. */
final class OutputShapes {
    static final Shape TEXT = Shape.of(Kind.STRING);
    /** {@code error} inside a catch. */
    static final Shape ERROR = Shape.map(Map.of("kind", TEXT, "code", TEXT, "message", TEXT, "step", TEXT));

    private final SchemaShapes schemas = new SchemaShapes();
    private final Map<String, Shape> outputs = new HashMap<>();

    /** {@code steps.ID} as expressions see it. */
    static Shape of(Scope.Known known) {
        var members = new LinkedHashMap<String, Shape>();
        members.put("output", known.output());
        members.put("outputs", known.outputs());
        members.put("status", TEXT);
        members.put("error", Shape.ANY);
        members.put("errors", Shape.of(Kind.LIST));
        members.put("attempts", Shape.of(Kind.INT));
        return Shape.map(members);
    }

    void put(String id, Shape output) {
        outputs.put(id, output);
    }

    /** Of a sequence: of its last step, when that one always runs to its own end. */
    Shape of(List<Step> sequence) {
        if (sequence.isEmpty()) {
            return Shape.ANY;
        }
        Step last = sequence.getLast();
        boolean certain = last.modifiers().when().isEmpty() && !(last.verb() instanceof Verb.SetValues);
        return certain ? outputs.getOrDefault(last.id(), Shape.ANY) : Shape.ANY;
    }

    /** What a verb gives that is no call to an agent. */
    Shape of(String word, Verb verb) {
        return VerbOutputs.schema(word).map(schemas::of).orElseGet(() -> own(verb));
    }

    private Shape own(Verb verb) {
        return switch (verb) {
            case Verb.Block(List<Step> steps) -> of(steps);
            case Verb.Loop loop -> of(loop.steps());
            case Verb.MapEach map -> Shape.list(of(map.steps()).orNull());
            case Verb.Parallel parallel -> {
                var members = new LinkedHashMap<String, Shape>();
                parallel.branches()
                        .forEach((name, steps) -> members.put(name, of(steps).orNull()));
                yield Shape.map(members);
            }
            case Verb.Switch choice ->
                choice.cases().stream()
                        .map(one -> of(one.steps()))
                        .reduce(Shape::or)
                        .orElse(Shape.ANY);
            case OutsideVerb outside ->
                OutsideReader.outputSchema(outside).map(schemas::of).orElse(Shape.ANY);
            case Verb.AgentCall _,
                    Verb.Graph _,
                    Verb.Chat _,
                    Verb.Handoff _,
                    Verb.Debate _,
                    Verb.Vote _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    CrewVerb _ -> Shape.ANY;
        };
    }

    /** {@code outputs} of what has lanes: what the lanes gave that did not fail. */
    Shape outputs(Verb verb) {
        return switch (verb) {
            case Verb.MapEach map -> Shape.list(of(map.steps()));
            case Verb.Parallel parallel ->
                parallel.branches().values().stream()
                        .map(this::of)
                        .reduce(Shape::or)
                        .map(Shape::list)
                        .orElse(Shape.ANY);
            case Verb.AgentCall _,
                    Verb.Block _,
                    Verb.Switch _,
                    Verb.Loop _,
                    Verb.Graph _,
                    Verb.Chat _,
                    Verb.Handoff _,
                    Verb.Debate _,
                    Verb.Vote _,
                    Verb.SetValues _,
                    Verb.Return _,
                    Verb.Fail _,
                    CrewVerb _,
                    OutsideVerb _ -> Shape.ANY;
        };
    }
}
