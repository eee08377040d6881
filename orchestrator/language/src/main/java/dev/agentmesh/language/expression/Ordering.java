package dev.agentmesh.language.expression;

import java.time.Duration;
import java.time.Instant;

/** What {@code <}, {@code sort}, {@code math.greatest} order by. Texts are ordered by UTF-16 code unit, in every locale. */
final class Ordering {
    /** An order between two values; {@link #NONE} where NaN takes part. */
    enum Order {
        LESS,
        SAME,
        MORE,
        NONE;

        static Order of(int comparison) {
            return comparison < 0 ? LESS : comparison > 0 ? MORE : SAME;
        }
    }

    private Ordering() {}

    static Order order(Object left, Object right, Meter meter) throws Fault {
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.ordered(a, b) ? Order.of(Numbers.compare(a, b)) : Order.NONE;
        }
        if (left instanceof String a && right instanceof String b) {
            meter.chargeCharacters(Math.min(a.length(), b.length()));
            return Order.of(a.compareTo(b));
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Order.of(a.compareTo(b));
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return Order.of(a.compareTo(b));
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return Order.of(a.compareTo(b));
        }
        throw new Fault(
                ExpressionCodes.TYPE,
                "cannot compare " + Types.described(left) + " with " + Types.described(right) + hint(left, right));
    }

    private static String hint(Object left, Object right) {
        boolean textAndNumber = left instanceof String && right instanceof Number;
        boolean numberAndText = left instanceof Number && right instanceof String;
        return textAndNumber || numberAndText ? "; convert one with double(...) or string(...)" : "";
    }
}
