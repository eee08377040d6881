package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.decider.Outline;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions by hash, and which hash a name and version stand for. What is stored under a hash never changes, so a run
 * that is pinned to one gets the same answer whenever it asks. Safe for use by many threads.
 */
public final class DefinitionCatalogue {
    private final Map<String, Outline> byHash = new ConcurrentHashMap<>();
    private final Map<String, Outline> byVersion = new ConcurrentHashMap<>();
    private final Map<String, Outline> newest = new ConcurrentHashMap<>();

    /** Adds a deployed definition; the one deployed last is its name's newest. */
    public void add(Outline outline) {
        var ref = outline.workflow().ref();
        byHash.put(ref.hash(), outline);
        byVersion.put(ref.toString(), outline);
        newest.put(ref.name(), outline);
    }

    /** What a start names; without a version the newest. */
    public Optional<Outline> find(String name, Optional<String> version) {
        return Optional.ofNullable(version.isPresent() ? byVersion.get(name + "@" + version.get()) : newest.get(name));
    }

    public Optional<Outline> byHash(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    public int size() {
        return byHash.size();
    }
}
