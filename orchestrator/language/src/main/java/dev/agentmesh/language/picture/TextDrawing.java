package dev.agentmesh.language.picture;

import dev.agentmesh.language.picture.Layout.Placed;
import dev.agentmesh.language.picture.Layout.PlacedLane;
import dev.agentmesh.language.picture.Shape.Frame;
import dev.agentmesh.language.picture.Shape.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A picture in lines of characters. For one picture. */
final class TextDrawing {
    private final int[][] canvas;

    private TextDrawing(int width, int height) {
        canvas = new int[height][width];
        Arrays.stream(canvas).forEach(line -> Arrays.fill(line, ' '));
    }

    static String of(Picture picture) {
        List<Placed> steps = new Layout(Sizes.TEXT).place(picture.steps(), 0, 2);
        int width =
                steps.stream().mapToInt(step -> step.x() + step.width()).max().orElse(0);
        int height = steps.isEmpty() ? 2 : steps.getLast().y() + steps.getLast().height();
        var drawing = new TextDrawing(Math.max(width, Sizes.TEXT.width(picture.title())) + 1, height);
        drawing.write(0, 0, picture.title());
        drawing.sequence(steps);
        return Arrays.stream(drawing.canvas).map(TextDrawing::line).collect(Collectors.joining("\n"));
    }

    /** A wide character fills two places, of which the second is empty. */
    private static String line(int[] points) {
        var line = new StringBuilder();
        Arrays.stream(points).filter(point -> point != 0).forEach(line::appendCodePoint);
        return line.toString().stripTrailing();
    }

    private void sequence(List<Placed> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Placed step = steps.get(i);
            draw(step);
            if (i > 0) {
                set(step.middle(), step.y() - 1, '▼');
            }
        }
    }

    private void draw(Placed placed) {
        boolean soft = placed.shape().kind() == Kind.CATCH;
        border(placed, soft ? '╌' : '─', soft ? '╎' : '│');
        boolean frame = placed.shape() instanceof Frame;
        int y = placed.y() + (frame ? 0 : 1);
        for (String text : placed.shape().text()) {
            write(placed.x() + 2, y++, frame && y == placed.y() + 1 ? text + " " : text);
        }
        for (PlacedLane lane : placed.lanes()) {
            write(lane.x(), lane.y(), lane.lane().label());
            sequence(lane.steps());
        }
        if (placed.shape() instanceof Frame(var _, var _, var _, var _, var links)) {
            int below = placed.y() + placed.height() - 1 - links.size();
            for (int i = 0; i < links.size(); i++) {
                write(placed.x() + 2, below + i, Layout.described(i + 1, links.get(i)));
            }
        }
    }

    private void border(Placed placed, char across, char down) {
        int right = placed.x() + placed.width() - 1;
        int bottom = placed.y() + placed.height() - 1;
        for (int x = placed.x() + 1; x < right; x++) {
            set(x, placed.y(), across);
            set(x, bottom, across);
        }
        for (int y = placed.y() + 1; y < bottom; y++) {
            set(placed.x(), y, down);
            set(right, y, down);
        }
        set(placed.x(), placed.y(), '┌');
        set(right, placed.y(), '┐');
        set(placed.x(), bottom, '└');
        set(right, bottom, '┘');
    }

    private void write(int x, int y, String text) {
        int at = x;
        for (int point : text.codePoints().toArray()) {
            set(at, y, point);
            for (int i = 1; i < Sizes.columns(point); i++) {
                set(at + i, y, 0);
            }
            at += Sizes.columns(point);
        }
    }

    private void set(int x, int y, int point) {
        if (y < canvas.length && x < canvas[y].length) {
            canvas[y][x] = point;
        }
    }
}
