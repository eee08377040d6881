package dev.agentmesh.language.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * CEL's one loop, which {@code map}, {@code filter}, {@code all}, {@code exists} and {@code cel.bind} all are.
 *
 * @param item slot of the loop variable
 * @param total slot of the accumulator
 */
record Loop(int item, int total, Node range, Node start, Node condition, Node step, Node result, int place)
        implements Node {

    /** The accumulator of {@code all} and {@code exists} while the items so far gave only a fault. */
    record Pending(Fault fault) {}

    /** Whether the accumulator is anything but false: true for a fault. */
    record NotFalse(Node value) implements Node {
        @Override
        public Object eval(Frame frame) throws Fault {
            try {
                return !Boolean.FALSE.equals(value.eval(frame));
            } catch (Fault fault) {
                if (fault.absorbable()) {
                    return true;
                }
                throw fault;
            }
        }
    }

    /** Adds to the accumulator in place, which nothing else can see: building a list stays linear. */
    record Append(int total, List<Node> items) implements Node {
        @Override
        @SuppressWarnings("unchecked")
        public Object eval(Frame frame) throws Fault {
            frame.meter.charge(1);
            if (frame.slot(total) instanceof Pending(Fault fault)) {
                throw fault;
            }
            var list = (List<Object>) frame.slot(total);
            for (Node item : items) {
                list.add(item.eval(frame));
            }
            return list;
        }
    }

    @Override
    public Object eval(Frame frame) throws Fault {
        frame.meter.charge(1);
        Collection<?> items = items(range.eval(frame));
        frame.put(total, start.eval(frame));
        for (Object each : items) {
            frame.meter.charge(1);
            frame.put(item, each);
            if (!Boolean.TRUE.equals(condition.eval(frame))) {
                return result.eval(frame);
            }
            frame.put(total, next(frame));
        }
        return result.eval(frame);
    }

    private Object next(Frame frame) throws Fault {
        try {
            return step.eval(frame);
        } catch (Fault fault) {
            if (condition instanceof NotFalse && fault.absorbable()) {
                return new Pending(fault);
            }
            throw fault;
        }
    }

    private Collection<?> items(Object value) throws Fault {
        return switch (value) {
            case List<?> list -> list;
            case Map<?, ?> map -> {
                Kept.refuse(map, "");
                yield map.keySet();
            }
            case StepObject step -> step.whole().keySet();
            default ->
                throw new Fault(
                        ExpressionCodes.TYPE, "expected a list or a map but found " + Types.described(value), place);
        };
    }
}
