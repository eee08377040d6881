package dev.agentmesh.language.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of lists. Each gives a new list. */
final class ListFunctions {
    private ListFunctions() {}

    static List<Object> flatten(List<?> list, long depth, Meter meter) throws Fault {
        if (depth < 0) {
            throw new Fault(ExpressionCodes.ARGUMENT, "flatten takes a depth of 0 or more but found " + depth);
        }
        var result = new ArrayList<Object>();
        flatten(list, depth, result, meter);
        return result;
    }

    private static void flatten(List<?> list, long depth, List<Object> result, Meter meter) throws Fault {
        for (Object item : list) {
            meter.charge(1);
            if (item instanceof List<?> inner && depth > 0) {
                flatten(inner, depth - 1, result, meter);
            } else {
                result.add(item);
            }
        }
    }

    static List<Object> distinct(List<?> list, Meter meter) throws Fault {
        var result = new ArrayList<Object>();
        Map<Integer, List<Object>> seen = new HashMap<>();
        for (Object item : list) {
            List<Object> alike = seen.computeIfAbsent(Equality.hash(item, meter), _ -> new ArrayList<>(1));
            if (!Operators.contains(alike, item, meter)) {
                alike.add(item);
                result.add(item);
            }
        }
        return result;
    }

    static List<Object> sort(List<?> list, Meter meter) throws Fault {
        var pairs = new ArrayList<Object>(list.size());
        for (Object item : list) {
            pairs.add(List.of(item, item));
        }
        return sortByKeys(pairs, meter);
    }

    /** Sorts pairs of key and item by key, stable, and gives the items. */
    static List<Object> sortByKeys(List<?> pairs, Meter meter) throws Fault {
        if (!pairs.isEmpty()) {
            checkComparable(pairs, meter);
        }
        var sorted = new ArrayList<>(pairs);
        meter.charge((long) sorted.size() * (64 - Long.numberOfLeadingZeros(sorted.size())));
        Collections.sort(sorted, (a, b) -> compare(key(a), key(b)));
        var result = new ArrayList<Object>(sorted.size());
        for (Object pair : sorted) {
            result.add(((List<?>) pair).get(1));
        }
        return result;
    }

    private static Object key(Object pair) {
        return ((List<?>) pair).getFirst();
    }

    /** All keys must be ordered by the first one, so that the comparison inside the sort cannot fail. */
    private static void checkComparable(List<?> pairs, Meter meter) throws Fault {
        Object first = key(pairs.getFirst());
        for (Object pair : pairs) {
            Object key = key(pair);
            Ordering.order(first, key, meter);
            if (key instanceof String text) {
                meter.chargeCharacters(text.length() * 16L);
            }
        }
    }

    private static int compare(Object left, Object right) {
        return switch (left) {
            case String text -> text.compareTo((String) right);
            case Number number -> compareNumbers(number, (Number) right);
            case Boolean bool -> bool.compareTo((Boolean) right);
            case java.time.Instant instant -> instant.compareTo((java.time.Instant) right);
            case java.time.Duration duration -> duration.compareTo((java.time.Duration) right);
            default -> throw new IllegalStateException("Expected comparable keys but found " + left.getClass());
        };
    }

    private static int compareNumbers(Number left, Number right) {
        return Numbers.ordered(left, right)
                ? Numbers.compare(left, right)
                : Boolean.compare(Double.isNaN(left.doubleValue()), Double.isNaN(right.doubleValue()));
    }

    static List<Object> reverse(List<?> list, Meter meter) throws Fault {
        meter.charge(list.size());
        return new ArrayList<>(list.reversed());
    }

    static List<Object> slice(List<?> list, long from, long to, Meter meter) throws Fault {
        if (from < 0 || to < from || to > list.size()) {
            throw new Fault(
                    ExpressionCodes.ARGUMENT,
                    "slice(" + from + ", " + to + ") is not in a list of " + list.size() + " items");
        }
        meter.charge(to - from);
        return new ArrayList<>(list.subList((int) from, (int) to));
    }

    static List<Object> range(long end, Meter meter) throws Fault {
        meter.charge(Math.max(0, end));
        var result = new ArrayList<Object>();
        for (long i = 0; i < end; i++) {
            result.add(i);
        }
        return result;
    }

    /** The greatest or, with {@code wanted} LESS, the least. */
    static Object extreme(List<?> list, Ordering.Order wanted, Meter meter) throws Fault {
        if (list.isEmpty()) {
            throw new Fault(ExpressionCodes.ARGUMENT, "math.greatest and math.least take at least one number");
        }
        Object best = list.getFirst();
        for (Object item : list) {
            if (!(item instanceof Number)) {
                throw new Fault(
                        ExpressionCodes.TYPE,
                        "math.greatest and math.least take numbers but found " + Types.described(item));
            }
            meter.charge(1);
            if (Ordering.order(item, best, meter) == wanted) {
                best = item;
            }
        }
        return best;
    }
}
