package dev.agentmesh.language.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the signs do. */
final class Operators {
    private Operators() {}

    static Object add(Object left, Object right, Meter meter) throws Fault {
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.apply(Numbers.Operation.ADD, a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            meter.chargeCharacters((long) a.length() + b.length());
            return a.concat(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            meter.charge((long) a.size() + b.size());
            var both = new ArrayList<Object>(a.size() + b.size());
            both.addAll(a);
            both.addAll(b);
            return both;
        }
        try {
            if (left instanceof Instant a && right instanceof Duration b) {
                return Conversions.inRange(a.plus(b));
            }
            if (left instanceof Duration a && right instanceof Instant b) {
                return Conversions.inRange(b.plus(a));
            }
            if (left instanceof Duration a && right instanceof Duration b) {
                return a.plus(b);
            }
        } catch (DateTimeException | ArithmeticException _) {
            throw outOfTime(left, "+", right);
        }
        throw unfit(left, "+", right);
    }

    static Object subtract(Object left, Object right) throws Fault {
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.apply(Numbers.Operation.SUBTRACT, a, b);
        }
        try {
            if (left instanceof Instant a && right instanceof Instant b) {
                return Duration.between(b, a);
            }
            if (left instanceof Instant a && right instanceof Duration b) {
                return Conversions.inRange(a.minus(b));
            }
            if (left instanceof Duration a && right instanceof Duration b) {
                return a.minus(b);
            }
        } catch (DateTimeException | ArithmeticException _) {
            throw outOfTime(left, "-", right);
        }
        throw unfit(left, "-", right);
    }

    static Object calculate(Numbers.Operation operation, Object left, Object right) throws Fault {
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.apply(operation, a, b);
        }
        throw unfit(left, operation.sign, right);
    }

    static Object negate(Object value) throws Fault {
        if (value instanceof Number number) {
            return Numbers.negate(number);
        }
        throw new Fault(ExpressionCodes.TYPE, "- takes a number but found " + Types.described(value));
    }

    static boolean contains(Object container, Object item, Meter meter) throws Fault {
        switch (container) {
            case List<?> list -> {
                for (Object each : list) {
                    if (Equality.equal(each, item, meter)) {
                        return true;
                    }
                }
                return false;
            }
            case Map<?, ?> map -> {
                Kept.refuse(map, item);
                return map.containsKey(Equality.key(item));
            }
            case Selectable selectable -> {
                return item instanceof String name && selectable.has(name);
            }
            default ->
                throw new Fault(
                        ExpressionCodes.TYPE, "in takes a list or a map but found " + Types.described(container));
        }
    }

    /** {@code target[index]}. */
    static Object index(Object target, Object index) throws Fault {
        return switch (target) {
            case List<?> list -> item(list, index);
            case Map<?, ?> map -> value(map, Equality.key(index));
            case Selectable selectable when index instanceof String name -> selectable.select(name);
            case JsonNull _ -> throw new Fault(ExpressionCodes.MISSING, "null has no " + Types.excerpt(index));
            default ->
                throw new Fault(
                        ExpressionCodes.TYPE,
                        "[" + Types.excerpt(index) + "] takes a list or a map but found " + Types.described(target));
        };
    }

    private static Object item(List<?> list, Object index) throws Fault {
        if (!(Equality.key(index) instanceof Long position)) {
            throw new Fault(ExpressionCodes.TYPE, "a list is indexed by int but found " + Types.described(index));
        }
        if (position < 0 || position >= list.size()) {
            throw new Fault(
                    ExpressionCodes.MISSING, "index " + position + " is not in a list of " + list.size() + " items");
        }
        return list.get(position.intValue());
    }

    private static Object value(Map<?, ?> map, Object key) throws Fault {
        Object value = map.get(key);
        if (value == null) {
            Kept.refuse(map, key);
            throw missing(key.toString(), map.keySet());
        }
        return value;
    }

    /** {@code target.name}. */
    static Object select(Object target, String name) throws Fault {
        return switch (target) {
            case Map<?, ?> map -> value(map, name);
            case Selectable selectable -> selectable.select(name);
            case JsonNull _ -> throw new Fault(ExpressionCodes.MISSING, "null has no \"" + name + "\"");
            default ->
                throw new Fault(
                        ExpressionCodes.TYPE, "\"." + name + "\" takes a map but found " + Types.described(target));
        };
    }

    /** {@code has(target.name)}. */
    static boolean has(Object target, String name) throws Fault {
        return switch (target) {
            case Map<?, ?> map -> {
                Kept.refuse(map, name);
                yield map.containsKey(name);
            }
            case Selectable selectable -> selectable.has(name);
            default ->
                throw new Fault(
                        ExpressionCodes.TYPE, "has(." + name + ") takes a map but found " + Types.described(target));
        };
    }

    static Fault missing(String key, Iterable<?> keys) {
        return new Fault(ExpressionCodes.MISSING, "no key \"" + key + "\" in a map with " + Types.keys(keys));
    }

    private static Fault outOfTime(Object left, String sign, Object right) {
        return new Fault(
                ExpressionCodes.ARITHMETIC,
                "the result leaves the range of time: " + Types.excerpt(left) + " " + sign + " "
                        + Types.excerpt(right));
    }

    private static Fault unfit(Object left, String sign, Object right) {
        boolean text = left instanceof String || right instanceof String;
        return new Fault(
                ExpressionCodes.TYPE,
                Types.described(left) + " " + sign + " " + Types.described(right) + " is not defined"
                        + (text && sign.equals("+") ? "; convert with string(...)" : ""));
    }
}
