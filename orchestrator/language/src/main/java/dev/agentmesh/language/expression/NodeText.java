package dev.agentmesh.language.expression;

import dev.agentmesh.language.type.Shape;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of an expression as their author wrote them, where that is short. */
final class NodeText {
    private NodeText() {}

    /** Whether it is a name with members by name: what names are looked up by. */
    static boolean isPath(Node node) {
        return switch (node) {
            case Nodes.Name _ -> true;
            case Nodes.Select select -> isPath(select.target());
            case Logic.Binary(Sign sign, Node left, Nodes.Constant(String _), int _)
            when sign == Sign.INDEX -> isPath(left);
            default -> false;
        };
    }

    /** {@code "input.title" is a string}. */
    static Optional<String> is(Node node, Shape shape) {
        return text(node).map(text -> text + " is " + shape.described());
    }

    static Optional<String> both(Node left, Shape leftShape, Node right, Shape rightShape) {
        String all = Stream.of(is(left, leftShape), is(right, rightShape))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        boolean constants = left instanceof Nodes.Constant && right instanceof Nodes.Constant;
        return all.isEmpty() || constants ? Optional.empty() : Optional.of(all);
    }

    private static Optional<String> text(Node node) {
        return switch (node) {
            case Nodes.Constant(Object value) -> Optional.of(Types.excerpt(value));
            case Nodes.Name name -> Optional.of(name.name());
            case Nodes.Select select -> text(select.target()).map(target -> target + "." + select.field());
            case Logic.Binary(Sign sign, Node left, Nodes.Constant(Object index), int _)
            when sign == Sign.INDEX -> text(left).map(target -> target + "[" + Types.excerpt(index) + "]");
            default -> Optional.empty();
        };
    }
}
