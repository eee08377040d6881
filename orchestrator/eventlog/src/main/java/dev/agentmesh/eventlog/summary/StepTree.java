package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.StepNode.Kind;
import dev.agentmesh.eventlog.summary.StepNode.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a run did, step by step. Feed it the events in order; it keeps one node per step and lane. For one thread. */
public final class StepTree {
    private final Kept kept = new Kept();
    private final StepFold fold = new StepFold(kept);

    /** The steps of a run, those at the top in the order they began. */
    public static List<StepNode> of(List<LoggedEvent> events) {
        StepTree tree = new StepTree();
        events.forEach(tree::accept);
        return tree.steps();
    }

    public void accept(LoggedEvent logged) {
        fold.accept(logged);
    }

    /** The steps at the top of the run, as they stand. */
    public List<StepNode> steps() {
        return grown(kept.nodes.values());
    }

    /**
     * The tree that steps and lanes make, those at the top first.
     *
     * @param nodes each without what is inside it, in the order they began
     */
    public static List<StepNode> grown(Collection<StepNode> nodes) {
        Map<StepPath, List<StepNode>> inside = new HashMap<>();
        nodes.forEach(node -> inside.computeIfAbsent(StepFold.parent(node.path()), _ -> new ArrayList<>())
                .add(node));
        return grown(StepPath.ROOT, inside);
    }

    private static List<StepNode> grown(StepPath parent, Map<StepPath, List<StepNode>> inside) {
        return inside.getOrDefault(parent, List.of()).stream()
                .map(node -> node.with(grown(node.path(), inside)))
                .toList();
    }

    private static final class Kept implements StepFold.Steps {
        private final SequencedMap<StepPath, StepNode> nodes = new LinkedHashMap<>();
        private final Map<StepPath, List<StepPath>> lanes = new HashMap<>();

        @Override
        public Optional<StepNode> find(StepPath path) {
            return Optional.ofNullable(nodes.get(path));
        }

        @Override
        public void put(StepNode node) {
            if (nodes.put(node.path(), node) == null && node.kind() == Kind.LANE) {
                lanes.computeIfAbsent(node.path().step(), _ -> new ArrayList<>())
                        .add(node.path());
            }
        }

        @Override
        public List<StepNode> runningLanes(StepPath step) {
            return lanes.getOrDefault(step, List.of()).stream()
                    .flatMap(lane -> find(lane).stream())
                    .filter(lane -> lane.state() == State.RUNNING)
                    .toList();
        }
    }
}
