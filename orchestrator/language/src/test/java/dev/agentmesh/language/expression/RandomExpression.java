package dev.agentmesh.language.expression;

import java.util.List;
import java.util.Random;

/** Expressions of every shape, many of them with a value; the same for the same seed. */
final class RandomExpression {
    private static final List<String> NUMBERS = List.of(
            "input.n", "input.d", "0", "1", "2", "-3", "2.5", "0.1", "9223372036854775807", "input.l[0]", "input.m.a");
    private static final List<String> TEXTS = List.of("input.s", "''", "'a'", "'b'", "'é😀'", "'a,b'", "\"q\\\"\"");
    private static final List<String> BOOLS = List.of("true", "false", "input.t");
    private static final List<String> LISTS =
            List.of("input.l", "[]", "[1, 2.0]", "['b', 'a']", "input.o", "[[1], [2, 3]]");
    private static final List<String> MAPS =
            List.of("input.m", "{}", "{'a': 1}", "{'x': [1], 'y': null}", "input.o[1]");
    private static final List<String> STRANGE =
            List.of("input.q", "input.z", "null", "input.z.a", "input.l[9]", "input.n.x");

    private final Random random;
    private int variables;

    RandomExpression(Random random) {
        this.random = random;
    }

    String any(int depth) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> number(depth);
            case 3, 4 -> text(depth);
            case 5, 6, 7 -> bool(depth);
            case 8, 9 -> list(depth);
            case 10 -> map(depth);
            default -> pick(STRANGE);
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return pick(NUMBERS);
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
            case 1 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
            case 2 -> "(" + number(depth - 1) + " * " + number(depth - 1) + ")";
            case 3 -> "(" + number(depth - 1) + " / " + number(depth - 1) + ")";
            case 4 -> "(" + number(depth - 1) + " % " + number(depth - 1) + ")";
            case 5 -> "-" + number(depth - 1);
            case 6 -> list(depth - 1) + ".size()";
            case 7 -> text(depth - 1) + ".indexOf(" + text(depth - 1) + ")";
            case 8 -> "int(" + number(depth - 1) + ")";
            default -> pick(NUMBERS);
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return pick(TEXTS);
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
            case 1 -> text(depth - 1) + ".replace(" + text(depth - 1) + ", " + text(depth - 1) + ")";
            case 2 -> text(depth - 1) + ".substring(" + random.nextInt(3) + ")";
            case 3 -> text(depth - 1) + ".upperAscii()";
            case 4 -> text(depth - 1) + ".split(" + text(depth - 1) + ").join('-')";
            case 5 -> "string(" + random.nextInt(9) + ")";
            case 6 -> text(depth - 1) + ".charAt(" + random.nextInt(3) + ")";
            case 7 -> "(' ' + " + text(depth - 1) + " + '\\u00a0').trim()";
            case 8 -> choice(text(depth - 1), text(depth - 1), depth);
            default -> pick(TEXTS);
        };
    }

    private String bool(int depth) {
        if (depth == 0) {
            return pick(BOOLS);
        }
        return switch (random.nextInt(13)) {
            case 0 -> "(" + bool(depth - 1) + " && " + bool(depth - 1) + ")";
            case 1 -> "(" + bool(depth - 1) + " || " + bool(depth - 1) + ")";
            case 2 -> "!" + bool(depth - 1);
            case 3 ->
                "(" + number(depth - 1) + pick(List.of(" < ", " <= ", " > ", " >= ", " == ", " != "))
                        + number(depth - 1) + ")";
            case 4 -> "(" + text(depth - 1) + pick(List.of(" < ", " >= ", " == ")) + text(depth - 1) + ")";
            case 5 -> "(dyn(" + any(depth - 1) + ") == dyn(" + any(depth - 1) + "))";
            case 6 -> "(" + any(depth - 1) + " in " + list(depth - 1) + ")";
            case 7 -> list(depth - 1) + ".exists(" + over(depth, "dyn(@) == " + number(depth - 1)) + ")";
            case 8 -> list(depth - 1) + ".all(" + over(depth, "dyn(@) != " + text(depth - 1)) + ")";
            case 9 -> "has(input." + pick(List.of("n", "q", "m.a", "m.q", "z.a")) + ")";
            case 10 ->
                text(depth - 1) + pick(List.of(".contains(", ".startsWith(", ".endsWith(")) + text(depth - 1) + ")";
            case 11 -> text(depth - 1) + ".matches('" + pick(List.of("a+", "^b", "[a-c]{2}$", ".")) + "')";
            default -> "(" + pick(STRANGE) + " == 1 " + pick(List.of("&&", "||")) + " " + bool(depth - 1) + ")";
        };
    }

    private String list(int depth) {
        if (depth == 0) {
            return pick(LISTS);
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + list(depth - 1) + " + " + list(depth - 1) + ")";
            case 1 -> list(depth - 1) + ".map(" + over(depth, "[@, " + any(depth - 1) + "]") + ")";
            case 2 -> list(depth - 1) + ".filter(" + over(depth, "dyn(@) == " + any(depth - 1)) + ")";
            case 3 -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]";
            case 4 -> list(depth - 1) + ".distinct()";
            case 5 -> list(depth - 1) + ".reverse()";
            case 6 -> list(depth - 1) + ".slice(0, " + random.nextInt(3) + ")";
            case 7 -> "[" + number(depth - 1) + ", " + number(depth - 1) + "].sort()";
            case 8 -> "lists.range(" + random.nextInt(4) + ")";
            default -> pick(LISTS);
        };
    }

    private String map(int depth) {
        return depth == 0 || random.nextBoolean()
                ? pick(MAPS)
                : "{'k': " + any(depth - 1) + ", 'i': " + any(depth - 1) + "}";
    }

    private String choice(String a, String b, int depth) {
        return "(" + bool(depth - 1) + " ? " + a + " : " + b + ")";
    }

    /** A loop variable and a body in which it takes the place of each at sign. */
    private String over(int depth, String body) {
        String name = "v" + depth + (variables++ % 2 == 0 ? "" : "x");
        return name + ", " + body.replace("@", name);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
