package dev.agentmesh.language.picture;

import dev.agentmesh.language.picture.Shape.Box;
import dev.agentmesh.language.picture.Shape.Frame;
import dev.agentmesh.language.picture.Shape.Kind;
import dev.agentmesh.language.picture.Shape.Lane;
import dev.agentmesh.language.picture.Shape.Link;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A picture as a Mermaid flow chart. Names of ours are quoted, ids are numbers: nothing a definition says is syntax. */
final class MermaidText {
    private final StringBuilder out = new StringBuilder();
    private int ids;

    private MermaidText() {}

    static String of(Picture picture) {
        var text = new MermaidText();
        text.out.append("---\ntitle: \"").append(label(picture.title())).append("\"\n---\nflowchart TD\n");
        text.sequence(picture.steps(), 1);
        return text.out.toString().stripTrailing();
    }

    private void line(int level, String text) {
        out.append("  ".repeat(level)).append(text).append('\n');
    }

    /** The id of the first shape, empty when there is none. */
    private String sequence(List<Shape> steps, int level) {
        String first = "";
        String before = "";
        for (Shape step : steps) {
            String id = draw(step, level);
            if (!before.isEmpty()) {
                line(level, before + " --> " + id);
            }
            first = first.isEmpty() ? id : first;
            before = id;
        }
        return first;
    }

    private String draw(Shape shape, int level) {
        String id = "n" + ids++;
        switch (shape) {
            case Box box -> {
                String text = label(String.join("\n", box.text()));
                boolean round = box.kind() == Kind.END;
                line(level, id + (round ? "([\"" : "[\"") + text + (round ? "\"])" : "\"]"));
            }
            case Frame frame -> {
                line(level, "subgraph " + id + "[\"" + label(String.join(" ", frame.text())) + "\"]");
                Map<String, String> lanes = new HashMap<>();
                for (Lane lane : frame.lanes()) {
                    lanes.put(lane.label(), lane(lane, frame, level + 1));
                }
                line(level, "end");
                frame.links().forEach(link -> link(link, lanes, level));
            }
        }
        return id;
    }

    /** A labelled lane is a frame of its own, unless its ways are drawn to the one box in it. */
    private String lane(Lane lane, Frame frame, int level) {
        if (lane.label().isEmpty() || !frame.links().isEmpty()) {
            return sequence(lane.steps(), level);
        }
        String id = "n" + ids++;
        line(level, "subgraph " + id + "[\"" + label(lane.label()) + "\"]");
        if (sequence(lane.steps(), level + 1).isEmpty()) {
            line(level + 1, "n" + ids++ + "[\" \"]");
        }
        line(level, "end");
        return id;
    }

    private void link(Link link, Map<String, String> lanes, int level) {
        String from = lanes.get(link.from());
        String to = lanes.get(link.to());
        if (from != null && to != null && !from.isEmpty() && !to.isEmpty()) {
            String label = link.label().isEmpty() ? "" : "|\"" + label(link.label()) + "\"|";
            line(level, from + " -.->" + label + " " + to);
        }
    }

    /** Mermaid's own escapes: entities between # and ;. */
    private static String label(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("`", "#96;")
                .replace("\n", "<br/>");
    }
}
