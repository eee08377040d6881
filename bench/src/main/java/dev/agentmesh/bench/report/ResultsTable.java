package dev.agentmesh.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures for people. */
public final class ResultsTable {
    private static final String ROW = "%-36s %10s %-7s %10s %10s %10s %7s";

    private ResultsTable() {}

    public static List<String> lines(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "figure", "median", "", "min", "max", "floor", "ratio"));
        for (Series series : results.all()) {
            lines.add(String.format(
                    Locale.ROOT,
                    ROW,
                    series.name(),
                    text(series.value()),
                    series.unit(),
                    text(series.min()),
                    text(series.max()),
                    text(series.floor()),
                    text(series.ratio())));
        }
        return lines;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? text(value.getAsDouble()) : "";
    }

    static String text(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
