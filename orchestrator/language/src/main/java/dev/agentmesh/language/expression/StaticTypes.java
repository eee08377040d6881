package dev.agentmesh.language.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be said of a value's type without a run: literals and what the language makes itself. */
final class StaticTypes {
    private static final Set<String> TO_BOOL = Set.of("contains", "startsWith", "endsWith", "bool", "matches");
    private static final Set<String> TO_TEXT =
            Set.of("string", "charAt", "substring", "replace", "join", "lowerAscii", "upperAscii", "trim");
    private static final Set<String> TO_LIST =
            Set.of("split", "flatten", "distinct", "sort", "slice", "lists.range", "lists.@sortByAssociatedKeys");
    private static final Set<String> TO_INT = Set.of("size", "int", "indexOf", "lastIndexOf");
    private static final Set<String> NUMBERS = Set.of("int", "double");

    private StaticTypes() {}

    static Optional<String> of(Node node) {
        return switch (node) {
            case Nodes.Constant(Object value) -> Optional.of(Types.name(value));
            case Nodes.Has _, Nodes.Matches _, Logic.Junction _, Logic.Not _, Loop.NotFalse _ -> Optional.of("bool");
            case Nodes.ListLiteral _ -> Optional.of("list");
            case Nodes.MapLiteral _ -> Optional.of("map");
            case Nodes.Call call -> result(call.function().name());
            case Loop loop -> of(loop.start()).filter(type -> type.equals("list") || type.equals("bool"));
            case Logic.Binary binary -> binary(binary);
            case Logic.Conditional choice ->
                of(choice.then()).filter(t -> of(choice.otherwise()).equals(Optional.of(t)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> result(String function) {
        return TO_BOOL.contains(function)
                ? Optional.of("bool")
                : TO_TEXT.contains(function)
                        ? Optional.of("string")
                        : TO_LIST.contains(function)
                                ? Optional.of("list")
                                : TO_INT.contains(function) ? Optional.of("int") : Optional.empty();
    }

    private static Optional<String> binary(Logic.Binary binary) {
        return switch (binary.sign()) {
            case EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL, IN -> Optional.of("bool");
            case ADD -> of(binary.left()).filter(t -> of(binary.right()).equals(Optional.of(t)));
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, INDEX -> Optional.empty();
        };
    }

    /** The first sign between two values that can never meet. */
    static Optional<ExpressionProblem> mismatch(Node node) {
        if (node instanceof Logic.Binary binary) {
            Optional<ExpressionProblem> here = between(binary);
            if (here.isPresent()) {
                return here;
            }
        }
        return children(node).flatMap(child -> mismatch(child).stream()).findFirst();
    }

    private static Optional<ExpressionProblem> between(Logic.Binary binary) {
        Optional<String> left = of(binary.left());
        Optional<String> right = of(binary.right());
        if (left.isEmpty() || right.isEmpty() || fits(binary.sign(), left.get(), right.get())) {
            return Optional.empty();
        }
        String message = switch (binary.sign()) {
            case LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL, EQUAL, UNEQUAL ->
                left.get() + " compared with " + right.get();
            case ADD -> left.get() + " + " + right.get() + " is not defined";
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> "calculating with " + left.get() + " and " + right.get();
            case IN, INDEX -> right.get() + " cannot be looked into";
        };
        return Optional.of(ExpressionProblem.at(binary.place(), 1, message));
    }

    private static boolean fits(Sign sign, String left, String right) {
        boolean numbers = NUMBERS.contains(left) && NUMBERS.contains(right);
        return switch (sign) {
            case EQUAL, UNEQUAL ->
                numbers || left.equals(right) || left.equals("null_type") || right.equals("null_type");
            case LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL ->
                numbers || left.equals(right) && Set.of("string", "bool").contains(left);
            case ADD ->
                numbers || left.equals(right) && Set.of("string", "list").contains(left);
            case SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> numbers;
            case IN -> Set.of("list", "map").contains(right);
            case INDEX -> Set.of("list", "map").contains(left);
        };
    }

    private static Stream<Node> children(Node node) {
        return switch (node) {
            case Nodes.Select select -> Stream.of(select.target());
            case Nodes.Has has -> Stream.of(has.target());
            case Nodes.ListLiteral list -> list.items().stream();
            case Nodes.MapLiteral map -> map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value()));
            case Nodes.Default choice -> Stream.of(choice.path(), choice.otherwise());
            case Nodes.Call call -> call.arguments().stream();
            case Nodes.Matches matches -> Stream.of(matches.text());
            case Logic.Junction junction -> Stream.of(junction.left(), junction.right());
            case Logic.Not not -> Stream.of(not.value());
            case Logic.Negate negate -> Stream.of(negate.value());
            case Logic.Conditional choice -> Stream.of(choice.condition(), choice.then(), choice.otherwise());
            case Logic.Binary binary -> Stream.of(binary.left(), binary.right());
            case Loop loop -> Stream.of(loop.range(), loop.step(), loop.result());
            case Loop.Append append -> append.items().stream();
            default -> List.<Node>of().stream();
        };
    }
}
