package dev.agentmesh.language.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what was used lately, in two generations: when the young one is full it becomes the old one, and what is read
 * from the old one is young again. Reads take no lock. Safe for use by several threads.
 */
public final class BoundedCache<V> {
    private record Generations<V>(Map<String, V> young, Map<String, V> old) {}

    private final int half;
    private volatile Generations<V> generations = new Generations<>(new ConcurrentHashMap<>(), Map.of());

    /** @param most entries held in all, at least 2; a little more while several threads add at once */
    public BoundedCache(int most) {
        this.half = most / 2;
    }

    public Optional<V> find(String key) {
        Generations<V> now = generations;
        V young = now.young.get(key);
        if (young != null) {
            return Optional.of(young);
        }
        V old = now.old.get(key);
        if (old != null) {
            put(key, old);
        }
        return Optional.ofNullable(old);
    }

    public void put(String key, V value) {
        Generations<V> now = generations;
        now.young.put(key, value);
        if (now.young.size() >= half) {
            age(now);
        }
    }

    private synchronized void age(Generations<V> full) {
        if (generations == full) {
            generations = new Generations<>(new ConcurrentHashMap<>(), full.young);
        }
    }

    public int size() {
        Generations<V> now = generations;
        return now.young.size() + now.old.size();
    }
}
