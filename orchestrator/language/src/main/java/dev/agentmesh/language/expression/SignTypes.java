package dev.agentmesh.language.expression;

import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;

/** Which kinds of values the signs take, and what they give. */
final class SignTypes {
    private SignTypes() {}

    /** Whether any value of the one can meet any of the other. */
    static boolean fit(Sign sign, Shape left, Shape right) {
        for (Kind a : Kind.values()) {
            for (Kind b : Kind.values()) {
                if (left.canBe(a) && right.canBe(b) && fit(sign, a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fit(Sign sign, Kind left, Kind right) {
        boolean numbers = isNumber(left) && isNumber(right);
        return switch (sign) {
            case EQUAL, UNEQUAL -> numbers || left == right || left == Kind.NULL || right == Kind.NULL;
            case LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL ->
                numbers || left == right && (left == Kind.STRING || left == Kind.BOOL);
            case ADD -> numbers || left == right && (left == Kind.STRING || left == Kind.LIST);
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> numbers;
            case IN -> right == Kind.LIST || right == Kind.MAP;
            case INDEX -> left == Kind.LIST && isNumber(right) || left == Kind.MAP;
        };
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.INT || kind == Kind.DOUBLE;
    }

    static String message(Sign sign, Shape left, Shape right) {
        String a = left.words();
        String b = right.words();
        return switch (sign) {
            case LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL, EQUAL, UNEQUAL -> a + " compared with " + b;
            case ADD -> a + " + " + b + " is not defined";
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> "calculating with " + a + " and " + b;
            case IN -> b + " cannot be looked into";
            case INDEX -> a + " cannot be looked into by a " + b;
        };
    }

    static Shape given(Sign sign, Shape left, Shape right) {
        return switch (sign) {
            case EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL, IN -> Shape.of(Kind.BOOL);
            case ADD -> sum(left, right);
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> calculated(left, right);
            case INDEX -> left.isOnly(Kind.LIST) ? left.item() : Shape.ANY;
        };
    }

    private static Shape sum(Shape left, Shape right) {
        if (left.isOnly(Kind.STRING) && right.isOnly(Kind.STRING)) {
            return Shape.of(Kind.STRING);
        }
        if (left.isOnly(Kind.LIST) && right.isOnly(Kind.LIST)) {
            return Shape.list(left.item().or(right.item()));
        }
        return calculated(left, right);
    }

    private static Shape calculated(Shape left, Shape right) {
        if (!left.isOnly(Kind.INT, Kind.DOUBLE) || !right.isOnly(Kind.INT, Kind.DOUBLE)) {
            return Shape.ANY;
        }
        return left.isOnly(Kind.INT) && right.isOnly(Kind.INT) ? Shape.of(Kind.INT) : Shape.number();
    }
}
