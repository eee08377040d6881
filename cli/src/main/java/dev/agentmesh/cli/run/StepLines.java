package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.summary.StepNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run's steps as a tree of lines. */
final class StepLines {
    /** More lanes of one step than anybody reads; the JSON has them all. */
    private static final int MOST_CHILDREN = 40;

    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    StepLines(Instant now) {
        this.now = now;
    }

    List<String> of(List<StepNode> steps) {
        add(steps, "  ");
        return lines;
    }

    private void add(List<StepNode> steps, String indent) {
        int shown = Math.min(steps.size(), MOST_CHILDREN);
        for (int i = 0; i < shown; i++) {
            boolean last = i == steps.size() - 1;
            StepNode step = steps.get(i);
            lines.add(indent + (last ? "└ " : "├ ") + line(step));
            add(step.children(), indent + (last ? "  " : "│ "));
        }
        if (shown < steps.size()) {
            lines.add(indent + "└ … and " + (steps.size() - shown) + " more");
        }
    }

    private String line(StepNode step) {
        var line = new StringBuilder(mark(step.state())).append(' ').append(step.label());
        if (!step.agent().isEmpty()) {
            line.append("  ").append(step.agent());
        }
        line.append("  ").append(Screen.duration(step.duration(now)));
        if (step.attempts() > 1) {
            line.append("  attempt ").append(step.attempts());
        }
        step.failure()
                .filter(failure -> step.state() != StepNode.State.COMPLETED)
                .ifPresent(failure -> line.append("  ")
                        .append(Printable.shortened(failure.message(), 100))
                        .append(failure.code().isEmpty() ? "" : " (" + failure.code() + ")"));
        if (!step.note().isEmpty()) {
            line.append("  ").append(Printable.shortened(step.note(), 80));
        }
        return line.toString();
    }

    private static String mark(StepNode.State state) {
        return switch (state) {
            case RUNNING -> "●";
            case PAUSING -> "↻";
            case HELD -> "!";
            case WAITING -> "…";
            case COMPLETED -> "✓";
            case FAILED -> "✗";
            case SKIPPED -> "-";
            case CANCELED -> "○";
        };
    }
}
