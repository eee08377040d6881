package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.topics.message.DirectWork;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions by hash, and which hash a name and version stand for. What is stored under a hash never changes, so a run
 * that is pinned to one gets the same answer whenever it asks. Safe for use by many threads.
 */
public final class DefinitionCatalogue {
    private final Map<String, Outline> byHash = new ConcurrentHashMap<>();
    private final Map<String, Outline> byVersion = new ConcurrentHashMap<>();
    private final Map<String, Outline> newest = new ConcurrentHashMap<>();
    private final Set<String> agents = ConcurrentHashMap.newKeySet();

    /** Adds a deployed definition; the one deployed last is its name's newest. */
    public void add(Outline outline) {
        var ref = outline.workflow().ref();
        byHash.put(ref.hash(), outline);
        byVersion.put(ref.toString(), outline);
        newest.put(ref.name(), outline);
    }

    /** An agent exists, and its task topic with it: it can be given work directly. */
    public void heardOf(String agent) {
        agents.add(agent);
    }

    /** What a start names; without a version the newest. Direct work for an agent that was never heard of is unknown. */
    public Optional<Outline> find(String name, Optional<String> version) {
        Optional<DirectWork> direct = version.flatMap(exact -> DirectWork.of(name, exact));
        if (direct.isPresent()) {
            return direct.filter(work -> agents.contains(work.agent())).map(DirectDefinition::of);
        }
        return Optional.ofNullable(version.isPresent() ? byVersion.get(name + "@" + version.get()) : newest.get(name));
    }

    /** What a run is pinned to. */
    public Optional<Outline> pinned(WorkflowRef ref) {
        return Optional.ofNullable(byHash.get(ref.hash()))
                .or(() -> DirectWork.of(ref.name(), ref.version())
                        .map(DirectDefinition::of)
                        .filter(outline -> outline.workflow().ref().equals(ref)));
    }

    public int size() {
        return byHash.size();
    }
}
