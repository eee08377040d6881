package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.Optional;

/** {@code graph}: one node after the other, as the edges say; each visit is a lane. */
record GraphPattern(Verb.Graph graph) implements Pattern {
    @Override
    public void begin(Moves moves, StepPath path) {
        Turns.open(moves, path, graph.max());
        visit(moves, path, graph.entry());
    }

    private static void visit(Moves moves, StepPath path, String node) {
        moves.beginAt(Turns.next(moves, path).child(node));
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure) -> {
                Turns.ended(moves, frame, end);
                moves.fail(path, origin, failure);
            }
            case FrameEnd.Completed(Optional<StepPath> outputFrom) -> {
                Verb.Node node = visited(moves, frame);
                Optional<Payload> output = outputFrom.isPresent() ? moves.output(outputFrom.get()) : Optional.empty();
                keep(
                        moves,
                        frame,
                        GraphState.reduce(
                                moves.view(), frame, graph, node.step().id(), output));
                Turns.ended(moves, frame, end);
                follow(moves, path, frame, node, output.orElse(Payload.NULL));
            }
        }
    }

    private static void keep(Moves moves, StepPath lane, GraphState.Change change) {
        if (!change.appended().isEmpty()) {
            moves.emit(new Event.StateSet(lane, change.appended()));
        }
        moves.emit(new Event.StateSet(lane.step(), change.values()));
    }

    private Verb.Node visited(Moves moves, StepPath lane) {
        return graph.nodes().stream()
                .filter(node -> moves.view()
                        .get(CellKey.ended(lane.child(node.step().id())))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a node to have ended in \"" + lane + "\""));
    }

    private void follow(Moves moves, StepPath path, StepPath lane, Verb.Node node, Payload output)
            throws EvaluationFailed {
        Optional<String> next = edge(moves, lane, node, output).to();
        if (next.isEmpty()) {
            moves.complete(path, result(moves, path, lane));
        } else if (Turns.begun(moves, path) == graph.max()) {
            moves.fail(
                    path,
                    path,
                    Pattern.workflowFailure(
                            "MESH-4148",
                            "Graph \"" + path + "\" made its " + graph.max() + " visits and was not done; next was \""
                                    + next.get() + "\""));
        } else {
            visit(moves, path, next.get());
        }
    }

    private Verb.Edge edge(Moves moves, StepPath lane, Verb.Node node, Payload output) throws EvaluationFailed {
        for (Verb.Edge edge : node.edges()) {
            if (edge.when().isEmpty() || moves.test(lane, edge.when().get(), Given.of("output", output))) {
                return edge;
            }
        }
        throw new EvaluationFailed(
                "MESH-4147",
                "No edge of node \"" + node.step().id() + "\" of \"" + lane.step()
                        + "\" holds for its output; end its list with an edge without a condition");
    }

    private StepOutput result(Moves moves, StepPath path, StepPath lane) throws EvaluationFailed {
        return graph.state().isEmpty()
                ? new StepOutput.At(lane)
                : new StepOutput.Inline(Pattern.bounded(
                        "The state",
                        path,
                        GraphState.read(moves.view(), path, graph).payload()));
    }
}
