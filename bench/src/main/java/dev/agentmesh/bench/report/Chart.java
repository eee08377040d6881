package dev.agentmesh.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures a README shows, as a picture: the mesh and under it the floor, each pair on its own scale. */
public final class Chart {
    private static final int WIDTH = 760;
    private static final int LEFT = 230;
    private static final int BAR = 16;
    private static final int ROW = 52;
    private static final int TOP = 58;
    private static final int LONGEST = 360;

    private Chart() {}

    private record Row(String name, String title) {}

    private static final List<Row> ROWS = List.of(
            new Row("single.step.p50.ms", "one run in flight: a step, p50"),
            new Row("inflight64.steps_per_s", "64 in flight: steps"),
            new Row("inflight512.steps_per_s", "512 in flight: steps"),
            new Row("inflight4096.steps_per_s", "4,096 in flight: steps"),
            new Row("fanout100.p50.ms", "fan-out and join of 100, p50"),
            new Row("map10000.s", "map of 10,000 items"));

    public static String svg(Results results) {
        List<Series> shown = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Row row : ROWS) {
            Optional<Series> found = results.find(row.name());
            if (found.isPresent()) {
                shown.add(found.get());
                titles.add(row.title());
            }
        }
        int height = TOP + shown.size() * ROW + 16;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                        + "font-family=\"system-ui, sans-serif\" font-size=\"13\">%n",
                WIDTH,
                height,
                WIDTH,
                height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(svg, 16, 24, "#24292f", "Agent Mesh and the floor: a bare Kafka Streams loop, exactly once, same machine");
        legend(svg);
        for (int i = 0; i < shown.size(); i++) {
            row(svg, TOP + i * ROW, titles.get(i), shown.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg) {
        rect(svg, 16, 36, 12, "#0969da");
        text(svg, 34, 46, "#57606a", "mesh");
        rect(svg, 90, 36, 12, "#afb8c1");
        text(svg, 108, 46, "#57606a", "bare loop");
    }

    private static void row(StringBuilder svg, int y, String title, Series series) {
        text(svg, 16, y + 22, "#24292f", title);
        double floor = series.floor().orElse(0);
        double most = Math.max(series.value(), floor);
        bar(svg, y + 2, series.value(), most, "#0969da", label(series.value(), series.unit()));
        if (floor > 0) {
            bar(svg, y + 2 + BAR + 2, floor, most, "#afb8c1", label(floor, series.unit()));
        }
    }

    private static void bar(StringBuilder svg, int y, double value, double most, String colour, String label) {
        int length = (int) Math.max(2, value / most * LONGEST);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                LEFT,
                y,
                length,
                BAR,
                colour));
        text(svg, LEFT + length + 8, y + BAR - 4, "#24292f", label);
    }

    private static void rect(StringBuilder svg, int x, int y, int size, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                x,
                y,
                size,
                size,
                colour));
    }

    private static void text(StringBuilder svg, int x, int y, String colour, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", x, y, colour, text));
    }

    private static String label(double value, String unit) {
        return ResultsTable.text(value) + (unit.startsWith("/") ? unit : " " + unit);
    }
}
