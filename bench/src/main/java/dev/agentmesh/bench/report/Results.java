package dev.agentmesh.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All figures, in the order in which they first came. Used by one thread. */
public final class Results {
    private final Map<String, Series> series = new LinkedHashMap<>();

    /** One round's figure. */
    public void add(String name, String unit, double value) {
        of(name, unit).add(value);
    }

    /** What the floor showed for the same figure in the same round. */
    public void addFloor(String name, String unit, double value) {
        of(name, unit).addFloor(value);
    }

    private Series of(String name, String unit) {
        return series.computeIfAbsent(name, n -> new Series(n, unit));
    }

    public List<Series> all() {
        return series.values().stream().filter(one -> !one.isEmpty()).toList();
    }

    public Optional<Series> find(String name) {
        return Optional.ofNullable(series.get(name)).filter(one -> !one.isEmpty());
    }
}
