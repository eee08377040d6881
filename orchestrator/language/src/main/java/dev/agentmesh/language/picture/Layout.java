package dev.agentmesh.language.picture;

import dev.agentmesh.language.picture.Shape.Box;
import dev.agentmesh.language.picture.Shape.Frame;
import dev.agentmesh.language.picture.Shape.Lane;
import dev.agentmesh.language.picture.Shape.Link;
import java.util.ArrayList;
import java.util.List;

/** Gives every shape its place: sequences from top to bottom, lanes side by side, everything in the middle. */
final class Layout {
    /** A shape with its place, from the upper left corner of the drawing. */
    record Placed(Shape shape, int x, int y, int width, int height, List<PlacedLane> lanes) {
        int middle() {
            return x + width / 2;
        }
    }

    record PlacedLane(Lane lane, int x, int y, int width, List<Placed> steps) {}

    private record Size(int width, int height) {}

    private final Sizes sizes;

    Layout(Sizes sizes) {
        this.sizes = sizes;
    }

    /** The whole sequence, its upper left corner at {@code x}, {@code y}. */
    List<Placed> place(List<Shape> steps, int x, int y) {
        return sequence(steps, x, y, sequence(steps).width());
    }

    /** How a way out of order is listed below its frame. */
    static String described(int number, Link link) {
        return number + "  " + link.from() + " → " + link.to() + (link.label().isEmpty() ? "" : "  " + link.label());
    }

    private Size sequence(List<Shape> steps) {
        int width = 0;
        int height = 0;
        for (Shape step : steps) {
            Size size = size(step);
            width = Math.max(width, size.width());
            height += size.height() + (height == 0 ? 0 : sizes.arrow());
        }
        return new Size(width, height);
    }

    private Size size(Shape shape) {
        int text = shape.text().stream().mapToInt(sizes::width).max().orElse(0);
        int lines = shape.text().size() * sizes.line();
        return switch (shape) {
            case Box _ -> new Size(text + 2 * sizes.side(), lines + 2 * sizes.top());
            case Frame frame -> {
                Size lanes = lanes(frame);
                int links = frame.links().size() * sizes.line();
                yield new Size(
                        Math.max(Math.max(text, lanes.width()), legend(frame)) + 2 * sizes.side(),
                        lines + lanes.height() + links + 2 * sizes.top());
            }
        };
    }

    private int legend(Frame frame) {
        int widest = 0;
        for (int i = 0; i < frame.links().size(); i++) {
            widest = Math.max(widest, sizes.width(described(i + 1, frame.links().get(i))));
        }
        return widest;
    }

    /** Room for the arcs of ways out of order, at the right. */
    private int arcs(Frame frame) {
        return frame.links().isEmpty() ? 0 : sizes.gap();
    }

    private Size lanes(Frame frame) {
        int width = arcs(frame);
        int height = 0;
        for (Lane lane : frame.lanes()) {
            Size size = lane(lane);
            width += size.width() + sizes.gap();
            height = Math.max(height, size.height());
        }
        return new Size(Math.max(0, width - sizes.gap()), height);
    }

    private Size lane(Lane lane) {
        Size steps = sequence(lane.steps());
        int label = lane.label().isEmpty() ? 0 : sizes.line();
        return new Size(Math.max(steps.width(), sizes.width(lane.label())), steps.height() + label);
    }

    private List<Placed> sequence(List<Shape> steps, int x, int y, int width) {
        List<Placed> placed = new ArrayList<>();
        int top = y;
        for (Shape step : steps) {
            Size size = size(step);
            placed.add(place(step, x + (width - size.width()) / 2, top, size));
            top += size.height() + sizes.arrow();
        }
        return placed;
    }

    private Placed place(Shape shape, int x, int y, Size size) {
        return switch (shape) {
            case Box _ -> new Placed(shape, x, y, size.width(), size.height(), List.of());
            case Frame frame -> {
                List<PlacedLane> lanes = new ArrayList<>();
                int left = x + (size.width() - lanes(frame).width()) / 2;
                int top = y + sizes.top() + frame.text().size() * sizes.line();
                for (Lane lane : frame.lanes()) {
                    int width = lane(lane).width();
                    int below = top + (lane.label().isEmpty() ? 0 : sizes.line());
                    lanes.add(new PlacedLane(lane, left, top, width, sequence(lane.steps(), left, below, width)));
                    left += width + sizes.gap();
                }
                yield new Placed(shape, x, y, size.width(), size.height(), lanes);
            }
        };
    }
}
