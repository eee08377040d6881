package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;

/** What an expression can read from where its step stands. Walks up the path, so it costs the depth and what is read. */
final class FrameNames implements Names {
    private final RunView view;
    private final Outline outline;
    private final StepPath here;
    private final Optional<Failure> error;

    /** @param error the failure a catch's condition is asked about, when it is not yet in the state */
    FrameNames(RunView view, Outline outline, StepPath here, Optional<Failure> error) {
        this.view = view;
        this.outline = outline;
        this.here = here;
        this.error = error;
    }

    @Override
    public Payload input() {
        return ((Cell.InputCell) view.get(CellKey.INPUT).orElseThrow()).input();
    }

    @Override
    public StepView step(String id) {
        return new CellStepView(view, outline, pathOf(id));
    }

    @Override
    public Optional<Payload> variable(String name) {
        return view.get(CellKey.variable(name)).map(cell -> ((Cell.VariableCell) cell).value());
    }

    @Override
    public Optional<Payload> local(String name) {
        if (name.equals("error") && error.isPresent()) {
            return Optional.of(describe(error.get(), here));
        }
        for (StepPath frame = here; !frame.isRoot(); frame = parent(frame)) {
            Optional<Payload> found = localAt(frame, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Payload> localAt(StepPath frame, String name) {
        if (frame.selector().isEmpty()) {
            return Optional.empty();
        }
        String lane = frame.selector().get();
        StepPath owner = frame.step();
        if (outline.isCatch(frame)) {
            return name.equals("error") ? caught(owner) : Optional.empty();
        }
        if (outline.isUndo(frame)) {
            return name.equals("output") ? new CellStepView(view, outline, Optional.of(owner)).output() : Optional.empty();
        }
        if (outline.step(owner).verb() instanceof Verb.MapEach map) {
            if (name.equals("index")) {
                return Optional.of(Payload.json(lane));
            }
            if (name.equals(map.as())) {
                return item(owner, Integer.parseInt(lane));
            }
        }
        return Optional.empty();
    }

    private Optional<Payload> item(StepPath map, int index) {
        return view.get(CellKey.items(map, index))
                .map(cell -> ((Cell.ItemsCell) cell).items().get(index % CellKey.CHUNK));
    }

    private Optional<Payload> caught(StepPath owner) {
        return view.get(CellKey.scope(owner))
                .map(cell -> ((Cell.SequenceCell) cell).scope())
                .filter(Scope.CatchScope.class::isInstance)
                .map(scope -> describe(((Scope.CatchScope) scope).failure(), owner));
    }

    /** The frame one level out: of a lane or a step the frame it stands in. */
    private static StepPath parent(StepPath frame) {
        return frame.frame();
    }

    private static Payload describe(Failure failure, StepPath step) {
        return Payload.json("{\"kind\":" + JsonText.quote(failure.kind().name()) + ",\"code\":"
                + JsonText.quote(failure.code()) + ",\"message\":" + JsonText.quote(failure.message()) + ",\"step\":"
                + JsonText.quote(step.text()) + "}");
    }

    @Override
    public Payload run() {
        RunCell run = (RunCell) view.get(CellKey.RUN).orElseThrow();
        return Payload.json("{\"id\":" + JsonText.quote(view.runId()) + ",\"title\":" + JsonText.quote(run.title())
                + ",\"workflow\":" + JsonText.quote(run.workflow().name()) + ",\"version\":"
                + JsonText.quote(run.workflow().version()) + ",\"startedAt\":"
                + JsonText.quote(run.startedAt().toString()) + "}");
    }

    /** The path of step {@code id} as seen from here; empty when there is none, or more than one. */
    private Optional<StepPath> pathOf(String id) {
        return outline.find(id).flatMap(node -> frameOf(node).map(frame -> frame.child(id)));
    }

    private Optional<StepPath> frameOf(Outline.Node node) {
        if (node.owner().isEmpty()) {
            return Optional.of(StepPath.ROOT);
        }
        String owner = node.owner().get();
        Optional<StepPath> ownerPath = pathOf(owner);
        if (ownerPath.isEmpty()) {
            return Optional.empty();
        }
        if (node.lane().isPresent()) {
            return ownerPath.map(path -> path.lane(node.lane().get()));
        }
        boolean block = outline.find(owner).orElseThrow().step().verb() instanceof Verb.Block;
        return block ? ownerPath : laneAround(ownerPath.get());
    }

    /** The lane of {@code step} that we stand in. */
    private Optional<StepPath> laneAround(StepPath step) {
        for (StepPath frame = here; !frame.isRoot(); frame = parent(frame)) {
            if (frame.selector().isPresent() && frame.step().equals(step)) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    static List<String> laneNames(Outline outline, StepPath path, int lanes) {
        if (outline.step(path).verb() instanceof Verb.Parallel parallel) {
            return List.copyOf(parallel.branches().sequencedKeySet());
        }
        return java.util.stream.IntStream.range(0, lanes)
                .mapToObj(Integer::toString)
                .toList();
    }
}
