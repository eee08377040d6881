package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see from where it stands. A sequence grows its scope step by step; branches and items get
 * scopes of their own, and what happened in a branch is seen behind it, what happened in an item is not.
 */
final class Scope {
    /** A step that expressions may name. */
    record Known(String id, String verb, Optional<String> outputSchema) {}

    private final @Nullable Scope outer;
    private final Map<String, Known> steps = new LinkedHashMap<>();
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> locals = new LinkedHashSet<>();
    private final boolean onlyInput;

    private Scope(@Nullable Scope outer, boolean onlyInput) {
        this.outer = outer;
        this.onlyInput = onlyInput;
    }

    static Scope root() {
        return new Scope(null, false);
    }

    /** Where a run has not begun: its input and its id can be read, nothing else. */
    static Scope beforeTheRun() {
        return new Scope(null, true);
    }

    Scope inner() {
        return new Scope(this, false);
    }

    /** An inner scope with names of its own. */
    Scope with(List<String> names) {
        Scope scope = inner();
        scope.locals.addAll(names);
        return scope;
    }

    void add(Known step) {
        steps.put(step.id(), step);
    }

    void addVariable(String name) {
        variables.add(name);
    }

    /** Makes what {@code branch} added visible here. */
    void adopt(Scope branch) {
        steps.putAll(branch.steps);
        variables.addAll(branch.variables);
    }

    Optional<Known> step(String id) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Known known = scope.steps.get(id);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    boolean seesVariable(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.variables.contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isLocal(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.locals.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The names an expression may start with. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.locals);
        }
        names.addAll(onlyInput ? List.of("input", "run") : List.of("input", "steps", "vars", "run"));
        return names;
    }

    /** The steps of this sequence and of the branches that joined it. */
    Optional<Known> own(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    /**
     * A use of a step that was not visible; judged when all steps are known.
     *
     * @param seen what is left to check when the step turns out to be one of an earlier turn
     */
    record Unseen(String id, Span place, String user, Consumer<Known> seen) {}
}
