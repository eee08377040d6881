package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.type.Shape;
import java.util.HashSet;
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
    record Known(String id, String verb, Shape output, Shape outputs) {
        static Known of(String id, String verb) {
            return new Known(id, verb, Shape.ANY, Shape.ANY);
        }
    }

    private final @Nullable Scope outer;
    private final Map<String, Known> steps = new LinkedHashMap<>();
    private final Map<String, Shape> variables = new LinkedHashMap<>();
    private final Map<String, Shape> locals = new LinkedHashMap<>();
    private final Set<String> changing = new HashSet<>();
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

    /** An inner scope with names of its own, of whose values nothing is known. */
    Scope with(List<String> names) {
        Scope scope = inner();
        names.forEach(name -> scope.locals.put(name, Shape.ANY));
        return scope;
    }

    /** An inner scope with one more name of its own. */
    Scope with(String name, Shape shape) {
        Scope scope = inner();
        scope.locals.put(name, shape);
        return scope;
    }

    /** An inner scope in which nothing is known of these variables: in another turn they may have been set to something else. */
    Scope changing(Set<String> names) {
        Scope scope = inner();
        scope.changing.addAll(names);
        return scope;
    }

    void add(Known step) {
        steps.put(step.id(), step);
    }

    void addVariable(String name, Shape shape) {
        variables.put(name, shape);
    }

    /** Makes what {@code branch} added visible here. */
    void adopt(Scope branch) {
        steps.putAll(branch.steps);
        branch.variables.forEach((name, shape) -> {
            // Whether the branch was taken is not known, so a variable that was there before may be either.
            Shape all = variable(name).map(shape::or).orElse(shape);
            variables.put(name, all);
        });
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

    /** What is known of a variable; empty when no earlier step sets it. */
    Optional<Shape> variable(String name) {
        boolean certain = true;
        for (Scope scope = this; scope != null; scope = scope.outer) {
            certain &= !scope.changing.contains(name);
            Shape shape = scope.variables.get(name);
            if (shape != null) {
                return Optional.of(certain ? shape : Shape.ANY);
            }
        }
        return Optional.empty();
    }

    /** What is known of a name that stands in some places only; empty where it does not. */
    Optional<Shape> local(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Shape shape = scope.locals.get(name);
            if (shape != null) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    /** The names an expression may start with. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            names.addAll(scope.locals.keySet());
        }
        names.addAll(onlyInput ? List.of("input", "run") : List.of("input", "steps", "vars", "board", "run"));
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
