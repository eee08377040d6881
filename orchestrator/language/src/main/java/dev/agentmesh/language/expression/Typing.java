package dev.agentmesh.language.expression;

import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through an expression once, with shapes in place of values, and notes what can surely not be right. For one expression. */
final class Typing {
    private static final Shape BOOL = Shape.of(Kind.BOOL);

    private final NameShapes names;
    private final Map<Integer, Shape> slots = new HashMap<>();
    private final List<TypeProblem> problems = new ArrayList<>();

    Typing(NameShapes names) {
        this.names = names;
    }

    List<TypeProblem> problems() {
        return problems;
    }

    Shape of(Node node) {
        return switch (node) {
            case Nodes.Constant(Object value) -> constant(value);
            case Nodes.Slot(int index) -> slots.getOrDefault(index, Shape.ANY);
            case Nodes.Name name -> names.of(name.name());
            case Nodes.Select select -> member(select.target(), select.field(), select.place());
            case Nodes.Has has -> {
                member(has.target(), has.field(), has.place());
                yield BOOL;
            }
            case Nodes.ListLiteral list -> list(list.items());
            case Nodes.MapLiteral map -> map(map);
            case Nodes.Default choice -> of(choice.path()).withoutNull().or(of(choice.otherwise()));
            case Nodes.Call call -> call(call);
            case Nodes.Matches matches -> {
                argument("matches", 0, matches.text(), matches.place());
                yield BOOL;
            }
            case Logic.Junction junction -> {
                String sign = junction.decisive() ? "||" : "&&";
                condition(junction.left(), sign, junction.place());
                condition(junction.right(), sign, junction.place());
                yield BOOL;
            }
            case Logic.Not not -> {
                condition(not.value(), "!", not.place());
                yield BOOL;
            }
            case Logic.Negate negate -> {
                wanted(negate.value(), Shape.number(), "-", negate.place());
                yield Shape.number();
            }
            case Logic.Conditional choice -> {
                condition(choice.condition(), "? :", choice.place());
                yield of(choice.then()).or(of(choice.otherwise()));
            }
            case Logic.Binary binary -> binary(binary);
            case Loop loop -> loop(loop);
            case Loop.Append append -> list(append.items());
            case Loop.NotFalse all -> {
                of(all.value());
                yield BOOL;
            }
            default -> Shape.ANY;
        };
    }

    private static Shape constant(Object value) {
        return switch (Types.name(value)) {
            case "bool" -> BOOL;
            case "int" -> Shape.of(Kind.INT);
            case "double" -> Shape.of(Kind.DOUBLE);
            case "string" -> Shape.of(Kind.STRING);
            case "null_type" -> Shape.of(Kind.NULL);
            default -> Shape.ANY;
        };
    }

    private Shape list(List<Node> items) {
        return items.stream().map(this::of).reduce(Shape::or).map(Shape::list).orElseGet(Shape::emptyList);
    }

    private Shape map(Nodes.MapLiteral map) {
        var members = new LinkedHashMap<String, Shape>();
        boolean named = true;
        for (Nodes.Entry entry : map.entries()) {
            of(entry.key());
            Shape value = of(entry.value());
            if (entry.key() instanceof Nodes.Constant(String key)) {
                members.put(key, value);
            } else {
                named = false;
            }
        }
        return named ? Shape.map(members) : Shape.of(Kind.MAP);
    }

    private Shape member(Node target, String field, int place) {
        Shape whole = of(target);
        int length = field.codePointCount(0, field.length());
        if (!whole.canBe(Kind.MAP)) {
            problems.add(new TypeProblem(
                    TypeProblem.Sort.TYPES,
                    whole.described() + " has no field \"" + field + "\"",
                    place,
                    length,
                    Optional.empty(),
                    NodeText.is(target, whole),
                    "read the value as it is, or correct the schema it comes from"));
            return Shape.ANY;
        }
        // What a path from a name lacks is told where names are looked up.
        if (!NodeText.isPath(target)) {
            whole.fields().lacking(field).ifPresent(known -> lacking(field, place, length, known));
        }
        return whole.fields().member(field);
    }

    private void lacking(String field, int place, int length, List<String> known) {
        problems.add(new TypeProblem(
                TypeProblem.Sort.FIELD,
                "field \"" + field + "\" does not exist there",
                place,
                length,
                Nearest.to(field, known),
                Optional.of(known.isEmpty() ? "it has no fields" : "its schema has: " + String.join(", ", known)),
                "use one of these, or add the field to the schema"));
    }

    private Shape call(Nodes.Call call) {
        String name = call.function().name();
        var given = new ArrayList<Shape>();
        for (int i = 0; i < call.arguments().size(); i++) {
            given.add(argument(name, i, call.arguments().get(i), call.place()));
        }
        return CallTypes.given(name, given);
    }

    private Shape argument(String function, int index, Node argument, int place) {
        Shape given = of(argument);
        Shape taken = CallTypes.taken(function, index);
        if (!given.canBe(taken)) {
            boolean inList = function.equals("contains") && index == 0 && given.isOnly(Kind.LIST);
            problems.add(new TypeProblem(
                    TypeProblem.Sort.TYPES,
                    function + "() takes " + taken.described() + " but found " + given.described(),
                    place,
                    function.substring(function.lastIndexOf('.') + 1).length(),
                    Optional.empty(),
                    NodeText.is(argument, given),
                    inList ? "write VALUE in LIST to ask whether a list has a value" : "give it " + taken.described()));
        }
        return given;
    }

    private void condition(Node node, String sign, int place) {
        wanted(node, BOOL, sign, place);
    }

    private void wanted(Node node, Shape wanted, String sign, int place) {
        Shape given = of(node);
        if (!given.canBe(wanted)) {
            problems.add(new TypeProblem(
                    TypeProblem.Sort.TYPES,
                    sign + " takes " + wanted.described() + " but found " + given.described(),
                    place,
                    Math.max(1, sign.indexOf(' ') < 0 ? sign.length() : 1),
                    Optional.empty(),
                    NodeText.is(node, given),
                    wanted.isOnly(Kind.BOOL) ? "compare the value with something" : "convert it: int(x) or double(x)"));
        }
    }

    private Shape binary(Logic.Binary binary) {
        Shape left = of(binary.left());
        Shape right = of(binary.right());
        if (!SignTypes.fit(binary.sign(), left, right)) {
            problems.add(new TypeProblem(
                    TypeProblem.Sort.TYPES,
                    SignTypes.message(binary.sign(), left, right),
                    binary.place(),
                    1,
                    Optional.empty(),
                    NodeText.both(binary.left(), left, binary.right(), right),
                    "convert one side: int(x), double(x) or string(x)"));
            return Shape.ANY;
        }
        if (binary.sign() == Sign.INDEX
                && binary.right() instanceof Nodes.Constant(String field)
                && left.canBe(Kind.MAP)) {
            if (!NodeText.isPath(binary.left())) {
                left.fields().lacking(field).ifPresent(known -> lacking(field, binary.place(), 1, known));
            }
            return left.fields().member(field);
        }
        return SignTypes.given(binary.sign(), left, right);
    }

    /** The item goes from the range, the total from its start through the step to the result. */
    private Shape loop(Loop loop) {
        Shape range = of(loop.range());
        if (!range.canBe(Shape.of(Kind.LIST, Kind.MAP))) {
            problems.add(new TypeProblem(
                    TypeProblem.Sort.TYPES,
                    "a list or a map is gone through but this is " + range.described(),
                    loop.place(),
                    1,
                    Optional.empty(),
                    NodeText.is(loop.range(), range),
                    "go through a list"));
        }
        slots.put(loop.item(), range.isOnly(Kind.LIST) ? range.item() : Shape.ANY);
        Shape start = of(loop.start());
        slots.put(loop.total(), start);
        of(loop.condition());
        Shape step = of(loop.step());
        slots.put(loop.total(), start.or(step));
        return of(loop.result());
    }
}
