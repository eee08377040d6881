package dev.agentmesh.language.expression;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic and order of numbers. Integers are 64 bits and never wrap; an integer and a double meet as doubles, because
 * JSON does not tell 3 from 3.0 and a workflow must not break on the day a price is whole.
 */
final class Numbers {
    private static final double TWO_TO_63 = 0x1p63;

    /** An operation on two numbers that are both whole, or both not. */
    enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        REMAINDER("%");

        final String sign;

        Operation(String sign) {
            this.sign = sign;
        }
    }

    private Numbers() {}

    static Object apply(Operation operation, Number left, Number right) throws Fault {
        if (left instanceof Long a && right instanceof Long b) {
            return whole(operation, a, b);
        }
        if (left instanceof BigInteger || right instanceof BigInteger) {
            throw new Fault(
                    ExpressionCodes.ARITHMETIC,
                    "a number beyond 64 bits can be passed on and compared, but not calculated with");
        }
        if (operation == Operation.REMAINDER) {
            throw new Fault(ExpressionCodes.TYPE, "% takes two whole numbers");
        }
        return fraction(operation, left.doubleValue(), right.doubleValue());
    }

    private static Object whole(Operation operation, long a, long b) throws Fault {
        try {
            return switch (operation) {
                case ADD -> Math.addExact(a, b);
                case SUBTRACT -> Math.subtractExact(a, b);
                case MULTIPLY -> Math.multiplyExact(a, b);
                case DIVIDE -> Math.divideExact(a, b);
                case REMAINDER -> b == -1 ? 0L : a % b;
            };
        } catch (ArithmeticException _) {
            String why = b == 0 && operation.compareTo(Operation.DIVIDE) >= 0
                    ? "division by zero: "
                    : "the result leaves the range of 64-bit integers: ";
            throw new Fault(ExpressionCodes.ARITHMETIC, why + a + " " + operation.sign + " " + b);
        }
    }

    private static Object fraction(Operation operation, double a, double b) {
        return switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> throw new IllegalStateException("Expected whole numbers for %");
        };
    }

    static Object negate(Number number) throws Fault {
        return switch (number) {
            case Long value
            when value == Long.MIN_VALUE ->
                throw new Fault(
                        ExpressionCodes.ARITHMETIC, "the result leaves the range of 64-bit integers: -(" + value + ")");
            case Long value -> -value;
            case BigInteger value -> value.negate();
            default -> -number.doubleValue();
        };
    }

    /** Whether the two can be ordered at all: NaN cannot. */
    static boolean ordered(Number left, Number right) {
        return !Double.isNaN(left.doubleValue()) && !Double.isNaN(right.doubleValue());
    }

    /** Order by value across types, exact; neither may be NaN. */
    static int compare(Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            return a < b ? -1 : a > b ? 1 : 0;
        }
        if (left instanceof Long a && right instanceof Double b) {
            return compare(a.longValue(), b.doubleValue());
        }
        if (left instanceof Double a && right instanceof Long b) {
            return -compare(b.longValue(), a.doubleValue());
        }
        return compareExactly(left, right);
    }

    private static int compare(long whole, double fraction) {
        if (fraction >= TWO_TO_63) {
            return -1;
        }
        if (fraction < -TWO_TO_63) {
            return 1;
        }
        int floor = Long.compare(whole, (long) fraction);
        return floor != 0 ? floor : Double.compare(0, fraction - (long) fraction);
    }

    private static int compareExactly(Number left, Number right) {
        if (left instanceof Double a && a.isInfinite()) {
            return a > 0 ? 1 : -1;
        }
        if (right instanceof Double b && b.isInfinite()) {
            return b > 0 ? -1 : 1;
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal value -> value;
            case BigInteger value -> new BigDecimal(value);
            case Long value -> BigDecimal.valueOf(value);
            default -> new BigDecimal(number.doubleValue());
        };
    }
}
