package dev.agentmesh.language.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The parts that read and build values. Each visit is counted; each place is in code points from the start. */
final class Nodes {
    private Nodes() {}

    record Constant(Object value) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            return value;
        }
    }

    /** A loop's variable or its accumulator, which may hold a fault until a later item settles it. */
    record Slot(int index) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            Object value = frame.slot(index);
            if (value instanceof Loop.Pending(Fault fault)) {
                throw fault;
            }
            return value;
        }
    }

    record Name(String name, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            try {
                return frame.name(name);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    record Select(Node target, String field, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            Object value = target.eval(frame);
            try {
                return Operators.select(value, field);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    record Has(Node target, String field, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            Object value = target.eval(frame);
            try {
                return Operators.has(value, field);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    record ListLiteral(List<Node> items) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            var list = new ArrayList<Object>(items.size());
            for (Node item : items) {
                list.add(item.eval(frame));
            }
            return list;
        }
    }

    record Entry(Node key, Node value, int place) {}

    record MapLiteral(List<Entry> entries) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            var map = new LinkedHashMap<Object, Object>();
            for (Entry entry : entries) {
                Object key = entry.key.eval(frame);
                if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
                    throw new Fault(
                            ExpressionCodes.TYPE,
                            "a key is a string, an int or a bool but found " + Types.described(key),
                            entry.place);
                }
                if (map.put(key, entry.value.eval(frame)) != null) {
                    throw new Fault(
                            ExpressionCodes.ARGUMENT, "the key " + Types.excerpt(key) + " is given twice", entry.place);
                }
            }
            return map;
        }
    }

    /** {@code default(path, otherwise)}: what is not there, and null, give the other value. */
    record Default(Node path, Node otherwise) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            try {
                Object value = path.eval(frame);
                return value == JsonNull.NULL ? otherwise.eval(frame) : value;
            } catch (Fault fault) {
                if (fault.code().equals(ExpressionCodes.MISSING)) {
                    return otherwise.eval(frame);
                }
                throw fault;
            }
        }
    }

    record Call(Function function, List<Node> arguments, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            var values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).eval(frame);
            }
            try {
                return function.body().apply(new Arguments(function.name(), values), frame.meter);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    /** {@code matches} with a written pattern, which was compiled with the expression. */
    record Matches(Node text, Regex regex, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            if (text.eval(frame) instanceof String found) {
                return regex.isFoundIn(found, frame.meter);
            }
            throw new Fault(ExpressionCodes.TYPE, "matches() takes a string", place);
        }
    }
}
