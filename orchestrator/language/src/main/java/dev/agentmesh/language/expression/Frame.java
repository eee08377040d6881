package dev.agentmesh.language.expression;

import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.value.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One evaluation: what has been read, what has been counted, and the variables of the loops it is in. One thread. */
final class Frame {
    final Meter meter = new Meter();

    private final Names names;
    private final Map<String, Object> documents = new HashMap<>();
    private final Map<String, Object> locals = new HashMap<>();
    private final Map<String, StepObject> steps = new HashMap<>();
    private Object[] slots = {};

    Frame(Names names) {
        this.names = names;
    }

    /** Makes room for an expression's loop variables; nothing of another expression's is kept. */
    void prepare(int count) {
        slots = new Object[count];
    }

    Object slot(int index) {
        return slots[index];
    }

    void put(int index, Object value) {
        slots[index] = value;
    }

    /** A name that is no loop variable. */
    Object name(String name) throws Fault {
        return switch (name) {
            case "input" -> document(name, names::input);
            case "run" -> document(name, names::run);
            case "steps" -> new Steps();
            case "vars" -> new Variables();
            case "board" -> new Board();
            default -> local(name);
        };
    }

    StepObject step(String id) {
        return steps.computeIfAbsent(id, _ -> new StepObject(id, names.step(id)));
    }

    private Object document(String name, Supplier<Payload> payload) throws Fault {
        Object known = documents.get(name);
        if (known == null) {
            known = JsonReader.read(payload.get().bytes());
            documents.put(name, known);
        }
        return known;
    }

    private Object local(String name) throws Fault {
        Object known = locals.get(name);
        if (known != null) {
            return known;
        }
        Optional<Payload> found = names.local(name);
        if (found.isEmpty()) {
            throw new Fault(ExpressionCodes.MISSING, "there is no name \"" + name + "\" here");
        }
        Object value = JsonReader.read(found.get().bytes());
        locals.put(name, value);
        return value;
    }

    /** {@code steps}: cannot be listed, because what a run has done so far is not the expression's to count. */
    private final class Steps implements Selectable {
        @Override
        public Object select(String name) {
            return step(name);
        }

        @Override
        public boolean has(String name) {
            return !step(name).status().equals("none");
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** {@code vars}. */
    private final class Variables implements Selectable {
        private static final String PREFIX = "vars.";

        @Override
        public Object select(String name) throws Fault {
            Optional<Payload> found = names.variable(name);
            if (found.isEmpty()) {
                throw new Fault(ExpressionCodes.MISSING, "vars." + name + " has not been set");
            }
            return document(PREFIX + name, found::get);
        }

        @Override
        public boolean has(String name) {
            return names.variable(name).isPresent();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** {@code board}: sections, of which none can be listed. */
    private final class Board implements Selectable {
        @Override
        public Object select(String name) {
            return new Section(name);
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** {@code board.SECTION}. */
    private final class Section implements Selectable {
        private final String section;

        Section(String section) {
            this.section = section;
        }

        @Override
        public Object select(String name) throws Fault {
            Optional<Payload> found = names.board(section, name);
            if (found.isEmpty()) {
                throw new Fault(ExpressionCodes.MISSING, "nothing stands under board." + section + "." + name);
            }
            return document("board." + section + "." + name, found::get);
        }

        @Override
        public boolean has(String name) {
            return names.board(section, name).isPresent();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }
}
