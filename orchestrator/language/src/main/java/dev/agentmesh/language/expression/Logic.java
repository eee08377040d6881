package dev.agentmesh.language.expression;

/** The parts that decide. As CEL has it, {@code &&} and {@code ||} do not mind a fault on a side that does not matter. */
final class Logic {
    private Logic() {}

    /** {@code &&} with {@code decisive} false, {@code ||} with it true. */
    record Junction(boolean decisive, Node left, Node right, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            try {
                if (bool(left, frame, sign(), place) == decisive) {
                    return decisive;
                }
            } catch (Fault fault) {
                if (fault.absorbable() && bool(right, frame, sign(), place) == decisive) {
                    return decisive;
                }
                throw fault;
            }
            return bool(right, frame, sign(), place);
        }

        private String sign() {
            return decisive ? "||" : "&&";
        }
    }

    record Not(Node value, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            return !bool(value, frame, "!", place);
        }
    }

    record Conditional(Node condition, Node then, Node otherwise, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            return bool(condition, frame, "? :", place) ? then.eval(frame) : otherwise.eval(frame);
        }
    }

    /** A sign between two values. */
    record Binary(Sign sign, Node left, Node right, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            Object a = left.eval(frame);
            Object b = right.eval(frame);
            try {
                return sign.apply(a, b, frame.meter);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    record Negate(Node value, int place) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            Object number = value.eval(frame);
            try {
                return Operators.negate(number);
            } catch (Fault fault) {
                throw fault.at(place);
            }
        }
    }

    private static boolean bool(Node node, Frame frame, String sign, int place) throws Fault {
        Object value = node.eval(frame);
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw new Fault(ExpressionCodes.TYPE, sign + " takes true or false but found " + Types.described(value), place);
    }
}
