package dev.agentmesh.core.value;

import java.util.Optional;

/**
 * Names one execution of a step, or one lane of a step, inside a run: {@code files[3]/checks[security]/security}. A
 * segment is a step id, optionally followed by the lane's selector in brackets; {@link #ROOT} is the run itself.
 */
public record StepPath(String text) implements Comparable<StepPath> {
    public static final StepPath ROOT = new StepPath("");

    public boolean isRoot() {
        return text.isEmpty();
    }

    /** The path of step {@code id} in the sequence that this path (the root, a block or a lane) frames. */
    public StepPath child(String id) {
        return new StepPath(isRoot() ? id : text + "/" + id);
    }

    /** The path of a lane of the step at this path: an item of a map, a branch of a parallel, a case, a catch. */
    public StepPath lane(String selector) {
        return new StepPath(text + "[" + selector + "]");
    }

    public StepPath lane(int index) {
        return lane(Integer.toString(index));
    }

    /** The frame this path's step stands in: its path without the last segment. */
    public StepPath frame() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? ROOT : new StepPath(text.substring(0, slash));
    }

    /** For a lane the step it belongs to; for a step the step itself. */
    public StepPath step() {
        return selectorStart() < 0 ? this : new StepPath(text.substring(0, selectorStart()));
    }

    /** The lane's selector, empty for a step. */
    public Optional<String> selector() {
        int start = selectorStart();
        return start < 0 ? Optional.empty() : Optional.of(text.substring(start + 1, text.length() - 1));
    }

    /** The id of the last segment's step. */
    public String id() {
        String last = text.substring(text.lastIndexOf('/') + 1);
        int bracket = last.indexOf('[');
        return bracket < 0 ? last : last.substring(0, bracket);
    }

    /** Whether this path lies inside {@code scope}: a step of its frame, of a lane of it, or deeper. */
    public boolean isWithin(StepPath scope) {
        if (scope.isRoot()) {
            return !isRoot();
        }
        if (!text.startsWith(scope.text) || text.length() == scope.text.length()) {
            return false;
        }
        char next = text.charAt(scope.text.length());
        return next == '/' || next == '[';
    }

    private int selectorStart() {
        return text.endsWith("]") ? text.lastIndexOf('[') : -1;
    }

    @Override
    public int compareTo(StepPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
