package dev.agentmesh.language.expression;

import java.util.List;
import java.util.Map;

/** A call's arguments, read by type. */
record Arguments(String function, Object[] values) {
    int count() {
        return values.length;
    }

    Object value(int index) {
        return values[index];
    }

    String text(int index) throws Fault {
        if (values[index] instanceof String text) {
            return text;
        }
        throw unfit("a string", index);
    }

    String textOr(int index, String otherwise) throws Fault {
        return index < values.length ? text(index) : otherwise;
    }

    long whole(int index) throws Fault {
        if (values[index] instanceof Long number) {
            return number;
        }
        throw unfit("an int", index);
    }

    long wholeOr(int index, long otherwise) throws Fault {
        return index < values.length ? whole(index) : otherwise;
    }

    Number number(int index) throws Fault {
        if (values[index] instanceof Number number) {
            return number;
        }
        throw unfit("a number", index);
    }

    List<?> list(int index) throws Fault {
        if (values[index] instanceof List<?> list) {
            return list;
        }
        throw unfit("a list", index);
    }

    long size(Meter meter) throws Fault {
        return switch (values[0]) {
            case String text -> TextFunctions.length(text, meter);
            case List<?> list -> list.size();
            case Map<?, ?> map -> {
                Kept.refuse(map, "");
                yield map.size();
            }
            default -> throw unfit("a string, a list or a map", 0);
        };
    }

    Fault unfit(String expected, int index) {
        return new Fault(
                ExpressionCodes.TYPE,
                function + "() takes " + expected + " but found " + Types.described(values[index]));
    }
}
