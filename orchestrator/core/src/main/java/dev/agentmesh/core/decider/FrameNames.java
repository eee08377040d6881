package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.pattern.Given;
import dev.agentmesh.core.pattern.GraphState;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an expression can read from where its step stands. Walks up the path, so it costs the depth and what is read. */
final class FrameNames implements Names {
    private final RunView view;
    private final Outline outline;
    private final StepPath here;
    private final Given given;

    /** @param given names that hide those of the frames around */
    FrameNames(RunView view, Outline outline, StepPath here, Given given) {
        this.view = view;
        this.outline = outline;
        this.here = here;
        this.given = given;
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
        Optional<Payload> own = given.name(name);
        if (own.isPresent()) {
            return own;
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
        Verb verb = outline.step(owner).verb();
        if (verb instanceof Verb.MapEach map) {
            if (name.equals("index")) {
                return Optional.of(Payload.json(lane));
            }
            if (name.equals(map.as())) {
                return item(owner, Integer.parseInt(lane));
            }
        }
        if (verb instanceof Verb.Loop && name.equals("loop")) {
            return Optional.of(Payload.json("{\"index\":" + lane + "}"));
        }
        return verb instanceof Verb.Graph graph ? GraphState.local(view, owner, graph, name) : Optional.empty();
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

    static Payload describe(Failure failure, StepPath step) {
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

    /**
     * The path of step {@code id} as seen from here; empty when there is none, or more than one. What goes turn by turn has one
     * path for each turn: this turn's where the step has ended in it, else the one before; from outside the last turn's.
     */
    private Optional<StepPath> pathOf(String id) {
        List<StepPath> paths = pathsOf(id);
        for (StepPath path : paths.size() > 1 ? paths : List.<StepPath>of()) {
            if (view.get(CellKey.ended(path)).isPresent()) {
                return Optional.of(path);
            }
        }
        return paths.stream().findFirst();
    }

    /** Where the step can be found, the nearest first; one path unless turns are around it. */
    private List<StepPath> pathsOf(String id) {
        Optional<Outline.Node> node = outline.find(id);
        return node.isEmpty()
                ? List.of()
                : framesOf(node.get()).stream().map(frame -> frame.child(id)).toList();
    }

    private List<StepPath> framesOf(Outline.Node node) {
        if (node.owner().isEmpty()) {
            return List.of(StepPath.ROOT);
        }
        Step owner = outline.find(node.owner().get()).orElseThrow().step();
        List<StepPath> frames = new ArrayList<>();
        for (StepPath path : pathsOf(owner.id())) {
            if (node.lane().isPresent()) {
                frames.add(path.lane(node.lane().get()));
            } else if (owner.verb() instanceof Verb.Block) {
                frames.add(path);
            } else if (owner.verb() instanceof Verb.Loop) {
                frames.addAll(turnsOf(path));
            } else if (owner.verb() instanceof Verb.Graph) {
                frames.addAll(visitsOf(path, node.step().id()));
            } else {
                laneAround(path).ifPresent(frames::add);
            }
        }
        return frames;
    }

    /** The turn we stand in and the one before it; from outside of the step its last turn. */
    private List<StepPath> turnsOf(StepPath step) {
        Optional<StepPath> around = laneAround(step);
        if (around.isEmpty()) {
            int begun = LastTurn.begun(view, step);
            return begun == 0 ? List.of() : List.of(step.lane(begun - 1));
        }
        int turn = Integer.parseInt(around.get().selector().orElseThrow());
        return turn == 0 ? List.of(around.get()) : List.of(around.get(), step.lane(turn - 1));
    }

    /** The visit we stand in and the last one of the node. */
    private List<StepPath> visitsOf(StepPath graph, String node) {
        List<StepPath> visits = new ArrayList<>(laneAround(graph).stream().toList());
        GraphState.lastVisit(view, graph, node).ifPresent(visits::add);
        return visits;
    }

    /** The lane of {@code step} that we stand in. */
    private Optional<StepPath> laneAround(StepPath step) {
        for (StepPath frame = here; !frame.isRoot(); frame = parent(frame)) {
            if (frame.selector().isPresent() && frame.step().equals(step) && !outline.isCatch(frame)) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    static List<String> laneNames(Outline outline, StepPath path, int lanes) {
        if (outline.step(path).verb() instanceof Verb.Parallel parallel) {
            return List.copyOf(parallel.branches().sequencedKeySet());
        }
        if (outline.step(path).verb() instanceof Verb.Vote vote) {
            return vote.members().stream().map(Verb.Member::name).toList();
        }
        return java.util.stream.IntStream.range(0, lanes)
                .mapToObj(Integer::toString)
                .toList();
    }
}
