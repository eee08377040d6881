package dev.agentmesh.language.expression;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** CEL's equality: numbers by value across types, lists and maps part by part, anything else only within its type. */
final class Equality {
    private Equality() {}

    static boolean equal(Object left, Object right, Meter meter) throws Fault {
        meter.charge(1);
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.ordered(a, b) && Numbers.compare(a, b) == 0;
        }
        if (left instanceof String a && right instanceof String b) {
            if (a.length() != b.length()) {
                return false;
            }
            meter.chargeCharacters(a.length());
            return a.equals(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return lists(a, b, meter);
        }
        if (isMap(left) && isMap(right)) {
            return maps(asMap(left), asMap(right), meter);
        }
        return left.equals(right);
    }

    private static boolean lists(List<?> left, List<?> right, Meter meter) throws Fault {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!equal(item, others.next(), meter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean maps(Map<?, ?> left, Map<?, ?> right, Meter meter) throws Fault {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other, meter)) {
                return false;
            }
        }
        return true;
    }

    /** Equal values have equal hashes. */
    static int hash(Object value, Meter meter) throws Fault {
        meter.charge(1);
        switch (value) {
            case Number number -> {
                return Double.hashCode(number.doubleValue() + 0.0);
            }
            case String text -> {
                meter.chargeCharacters(text.length());
                return text.hashCode();
            }
            case List<?> list -> {
                int hash = 1;
                for (Object item : list) {
                    hash = hash * 31 + hash(item, meter);
                }
                return hash;
            }
            default -> {
                return isMap(value) ? mapHash(asMap(value), meter) : value.hashCode();
            }
        }
    }

    private static int mapHash(Map<?, ?> map, Meter meter) throws Fault {
        int hash = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            hash += entry.getKey().hashCode() ^ hash(entry.getValue(), meter);
        }
        return hash;
    }

    private static boolean isMap(Object value) {
        return value instanceof Map<?, ?> || value instanceof StepObject;
    }

    private static Map<?, ?> asMap(Object value) throws Fault {
        return value instanceof StepObject step ? step.whole() : (Map<?, ?>) value;
    }

    /** How a map files a key: 2.0 finds what 2 was put under. */
    static Object key(Object key) {
        return key instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p53
                ? (Object) number.longValue()
                : key;
    }
}
