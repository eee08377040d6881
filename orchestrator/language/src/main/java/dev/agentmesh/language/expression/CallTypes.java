package dev.agentmesh.language.expression;

import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What functions take and give. */
final class CallTypes {
    private static final Shape TEXT = Shape.of(Kind.STRING);
    private static final Shape LIST = Shape.of(Kind.LIST);
    private static final Shape NUMBER = Shape.number();

    private static final Set<String> TO_BOOL = Set.of("contains", "startsWith", "endsWith", "bool", "matches");
    private static final Set<String> TO_TEXT =
            Set.of("string", "charAt", "substring", "replace", "join", "lowerAscii", "upperAscii", "trim");
    private static final Set<String> TO_INT = Set.of("size", "int", "indexOf", "lastIndexOf");
    private static final Set<String> TO_NUMBER =
            Set.of("math.abs", "math.ceil", "math.floor", "math.trunc", "math.round");
    private static final Set<String> SAME_LIST = Set.of("distinct", "sort", "slice");

    /** By function, what each argument must be; the receiver is the first. */
    private static final Map<String, List<Shape>> TAKEN = Map.ofEntries(
            Map.entry("size", List.of(Shape.of(Kind.STRING, Kind.LIST, Kind.MAP))),
            Map.entry("contains", List.of(TEXT, TEXT)),
            Map.entry("startsWith", List.of(TEXT, TEXT)),
            Map.entry("endsWith", List.of(TEXT, TEXT)),
            Map.entry("matches", List.of(TEXT, TEXT)),
            Map.entry("charAt", List.of(TEXT, NUMBER)),
            Map.entry("indexOf", List.of(TEXT, TEXT)),
            Map.entry("lastIndexOf", List.of(TEXT, TEXT)),
            Map.entry("substring", List.of(TEXT, NUMBER, NUMBER)),
            Map.entry("replace", List.of(TEXT, TEXT, TEXT)),
            Map.entry("split", List.of(TEXT, TEXT)),
            Map.entry("lowerAscii", List.of(TEXT)),
            Map.entry("upperAscii", List.of(TEXT)),
            Map.entry("trim", List.of(TEXT)),
            Map.entry("join", List.of(LIST)),
            Map.entry("flatten", List.of(LIST)),
            Map.entry("distinct", List.of(LIST)),
            Map.entry("sort", List.of(LIST)),
            Map.entry("slice", List.of(LIST, NUMBER, NUMBER)),
            Map.entry("math.abs", List.of(NUMBER)),
            Map.entry("math.ceil", List.of(NUMBER)),
            Map.entry("math.floor", List.of(NUMBER)),
            Map.entry("math.trunc", List.of(NUMBER)),
            Map.entry("math.round", List.of(NUMBER)));

    private CallTypes() {}

    static Shape taken(String function, int argument) {
        List<Shape> all = TAKEN.getOrDefault(function, List.of());
        return argument < all.size() ? all.get(argument) : Shape.ANY;
    }

    static Shape given(String function, List<Shape> arguments) {
        if (TO_BOOL.contains(function)) {
            return Shape.of(Kind.BOOL);
        }
        if (TO_TEXT.contains(function)) {
            return TEXT;
        }
        if (TO_INT.contains(function)) {
            return Shape.of(Kind.INT);
        }
        if (TO_NUMBER.contains(function)) {
            return NUMBER;
        }
        if (SAME_LIST.contains(function)) {
            return Shape.list(arguments.getFirst().item());
        }
        return switch (function) {
            case "double" -> Shape.of(Kind.DOUBLE);
            case "lists.@sortByAssociatedKeys" -> LIST;
            case "split" -> Shape.list(TEXT);
            case "lists.range" -> Shape.list(Shape.of(Kind.INT));
            case "flatten" -> flattened(arguments);
            case "reverse" -> arguments.getFirst();
            default -> Shape.ANY;
        };
    }

    private static Shape flattened(List<Shape> arguments) {
        Shape item = arguments.getFirst().item();
        return arguments.size() == 1 && item.isOnly(Kind.LIST) ? Shape.list(item.item()) : LIST;
    }
}
