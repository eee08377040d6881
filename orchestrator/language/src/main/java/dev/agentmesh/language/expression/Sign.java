package dev.agentmesh.language.expression;

import java.util.Map;
import java.util.Optional;

/** The signs between two values, under the names CEL's parser gives them. */
enum Sign {
    ADD("_+_"),
    SUBTRACT("_-_"),
    MULTIPLY("_*_"),
    DIVIDE("_/_"),
    REMAINDER("_%_"),
    EQUAL("_==_"),
    UNEQUAL("_!=_"),
    LESS("_<_"),
    LESS_OR_EQUAL("_<=_"),
    MORE("_>_"),
    MORE_OR_EQUAL("_>=_"),
    IN("@in"),
    INDEX("_[_]");

    private static final Map<String, Sign> BY_NAME = byName();

    private final String name;

    Sign(String name) {
        this.name = name;
    }

    static Optional<Sign> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, Sign> byName() {
        var map = new java.util.HashMap<String, Sign>();
        for (Sign sign : values()) {
            map.put(sign.name, sign);
        }
        return map;
    }

    Object apply(Object left, Object right, Meter meter) throws Fault {
        return switch (this) {
            case ADD -> Operators.add(left, right, meter);
            case SUBTRACT -> Operators.subtract(left, right);
            case MULTIPLY -> Operators.calculate(Numbers.Operation.MULTIPLY, left, right);
            case DIVIDE -> Operators.calculate(Numbers.Operation.DIVIDE, left, right);
            case REMAINDER -> Operators.calculate(Numbers.Operation.REMAINDER, left, right);
            case EQUAL -> Equality.equal(left, right, meter);
            case UNEQUAL -> !Equality.equal(left, right, meter);
            case LESS -> Ordering.order(left, right, meter) == Ordering.Order.LESS;
            case LESS_OR_EQUAL -> isLessOrSame(Ordering.order(left, right, meter));
            case MORE -> Ordering.order(left, right, meter) == Ordering.Order.MORE;
            case MORE_OR_EQUAL -> isLessOrSame(Ordering.order(right, left, meter));
            case IN -> Operators.contains(right, left, meter);
            case INDEX -> Operators.index(left, right);
        };
    }

    private static boolean isLessOrSame(Ordering.Order order) {
        return order == Ordering.Order.LESS || order == Ordering.Order.SAME;
    }
}
