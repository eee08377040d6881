package dev.agentmesh.language.picture;

import dev.agentmesh.language.picture.Layout.Placed;
import dev.agentmesh.language.picture.Layout.PlacedLane;
import dev.agentmesh.language.picture.Shape.Box;
import dev.agentmesh.language.picture.Shape.Frame;
import dev.agentmesh.language.picture.Shape.Link;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A picture as SVG: no script, nothing from elsewhere, text as text. For one picture. */
final class SvgDrawing {
    private static final Sizes SIZES = Sizes.PIXELS;
    private static final int MARGIN = 20;
    private static final int TITLE = 34;
    private static final String STYLE = """
              text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2937 }
              .title { font-weight: 700; font-size: 14px }
              .name { font-weight: 700 }
              .small { fill: #4b5563 }
              .label { fill: #6b7280; font-style: italic }
              rect { fill: #ffffff; stroke: #94a3b8; stroke-width: 1.2 }
              .agent { fill: #eff6ff; stroke: #3b82f6 }
              .engine { fill: #f8fafc; stroke: #94a3b8 }
              .wait { fill: #fffbeb; stroke: #f59e0b }
              .end { fill: #fef2f2; stroke: #ef4444 }
              .frame { fill: #64748b; fill-opacity: 0.05; stroke: #94a3b8 }
              .catch { fill: none; stroke: #f97316; stroke-dasharray: 5 4 }
              path { fill: none; stroke: #64748b; stroke-width: 1.4 }
              .link { stroke: #8b5cf6 }
              .number { fill: #8b5cf6; font-size: 10px }
              @media (prefers-color-scheme: dark) {
                text { fill: #e5e7eb } .small, .label { fill: #9ca3af }
                .agent { fill: #172554 } .engine { fill: #1e293b } .wait { fill: #451a03 } .end { fill: #450a0a }
              }
            """;

    private final StringBuilder out = new StringBuilder();

    private SvgDrawing() {}

    static String of(Picture picture) {
        List<Placed> steps = new Layout(SIZES).place(picture.steps(), MARGIN, MARGIN + TITLE);
        int width =
                steps.stream().mapToInt(step -> step.x() + step.width()).max().orElse(MARGIN);
        int bottom = steps.isEmpty()
                ? MARGIN + TITLE
                : steps.getLast().y() + steps.getLast().height();
        var drawing = new SvgDrawing();
        drawing.sequence(steps);
        int full = Math.max(width, MARGIN + SIZES.width(picture.title()) + 20) + MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + full + "\" height=\""
                + (bottom + MARGIN) + "\" viewBox=\"0 0 " + full + " " + (bottom + MARGIN) + "\">\n"
                + "  <title>" + escaped(picture.title()) + "</title>\n  <style>\n" + STYLE + "  </style>\n"
                + "  <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\""
                + " orient=\"auto-start-reverse\"><path d=\"M0 0 8 4 0 8z\" style=\"fill: #64748b; stroke: none\"/></marker></defs>\n"
                + text(MARGIN, MARGIN + 12, "title", picture.title()) + drawing.out + "</svg>";
    }

    private void sequence(List<Placed> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Placed step = steps.get(i);
            draw(step);
            if (i > 0) {
                Placed before = steps.get(i - 1);
                out.append("  <path d=\"M" + before.middle() + " " + (before.y() + before.height()) + " L"
                        + step.middle() + " " + (step.y() - 1) + "\" marker-end=\"url(#tip)\"/>\n");
            }
        }
    }

    private void draw(Placed placed) {
        Shape shape = placed.shape();
        out.append("  <rect class=\"" + shape.kind().name().toLowerCase(Locale.ROOT) + "\" x=\"" + placed.x()
                + "\" y=\"" + placed.y() + "\" width=\"" + placed.width() + "\" height=\"" + placed.height()
                + "\" rx=\"" + (shape instanceof Box ? 7 : 10) + "\"/>\n");
        int y = placed.y() + SIZES.top() + 12;
        String style = "name";
        for (String line : shape.text()) {
            out.append(text(placed.x() + SIZES.side(), y, style, line));
            y += SIZES.line();
            style = "small";
        }
        for (PlacedLane lane : placed.lanes()) {
            if (!lane.lane().label().isEmpty()) {
                out.append(text(lane.x(), lane.y() + 12, "label", lane.lane().label()));
            }
            sequence(lane.steps());
        }
        if (shape instanceof Frame frame) {
            links(placed, frame);
        }
    }

    /** Arcs at the right of the lanes, numbered, and what the numbers mean below them. */
    private void links(Placed placed, Frame frame) {
        Map<String, Placed> nodes = new HashMap<>();
        placed.lanes().stream()
                .filter(lane -> !lane.steps().isEmpty())
                .forEach(lane -> nodes.put(lane.lane().label(), lane.steps().getFirst()));
        int y = placed.y() + placed.height() - SIZES.top() - frame.links().size() * SIZES.line() + 12;
        for (int i = 0; i < frame.links().size(); i++) {
            Link link = frame.links().get(i);
            Placed from = nodes.get(link.from());
            Placed to = nodes.get(link.to());
            if (from != null && to != null && from != to) {
                arc(from, to, i);
            }
            out.append(text(placed.x() + SIZES.side(), y, "small", Layout.described(i + 1, link)));
            y += SIZES.line();
        }
    }

    /** Ways forward above the boxes' middle, ways back below it. */
    private void arc(Placed from, Placed to, int number) {
        boolean forward = to.x() > from.x();
        int start = forward ? from.x() + from.width() : from.x();
        int end = forward ? to.x() - 1 : to.x() + to.width() + 1;
        int lift = forward ? -6 : 6;
        int y1 = from.y() + from.height() / 2 + lift;
        int y2 = to.y() + to.height() / 2 + lift;
        int bend = (forward ? -1 : 1) * (Math.abs(end - start) > 60 ? from.height() : 4);
        out.append("  <path class=\"link\" d=\"M" + start + " " + y1 + " C" + (start + end) / 2 + " " + (y1 + bend)
                + " " + (start + end) / 2 + " " + (y2 + bend) + " " + end + " " + y2
                + "\" marker-end=\"url(#tip)\"/>\n");
        out.append(
                text((start + end) / 2 - 3, (y1 + y2) / 2 + bend * 3 / 4 - 3, "number", Integer.toString(number + 1)));
    }

    private static String text(int x, int y, String style, String text) {
        return "  <text class=\"" + style + "\" x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>\n";
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c >= 0x20 && Character.getType(c) != Character.SURROGATE) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
