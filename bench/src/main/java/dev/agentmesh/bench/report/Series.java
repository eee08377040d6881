package dev.agentmesh.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One figure over the rounds, and that of the floor measured next to it in each. */
public final class Series {
    private final String name;
    private final String unit;
    private final List<Double> values = new ArrayList<>();
    private final List<Double> floors = new ArrayList<>();

    Series(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    void add(double value) {
        values.add(value);
    }

    void addFloor(double value) {
        floors.add(value);
    }

    public String name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The median of the rounds. */
    public double value() {
        return median(values);
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** The floor's median; empty when this figure has none. */
    public OptionalDouble floor() {
        return floors.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(floors));
    }

    /** The median of mesh / floor, each pair from one round, so that a slow moment of the machine hits both. */
    public OptionalDouble ratio() {
        List<Double> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), floors.size()); i++) {
            pairs.add(values.get(i) / floors.get(i));
        }
        return pairs.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(pairs));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
