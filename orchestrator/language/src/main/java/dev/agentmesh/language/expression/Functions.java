package dev.agentmesh.language.expression;

import static dev.agentmesh.language.expression.Function.Form.BOTH;
import static dev.agentmesh.language.expression.Function.Form.GLOBAL;
import static dev.agentmesh.language.expression.Function.Form.MEMBER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every function an expression can call: CEL's own without bytes, unsigned numbers and time zones, then those of CEL's
 * string, list and math extensions that give the same answer everywhere.
 */
final class Functions {
    private static final Map<String, Function> ALL = new LinkedHashMap<>();

    static {
        general();
        conversions();
        texts();
        lists();
        maths();
    }

    private Functions() {}

    static Optional<Function> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<String> names() {
        return ALL.keySet().stream().filter(name -> !name.contains("@")).toList();
    }

    private static void add(String name, Function.Form form, int least, int most, Function.Body body) {
        ALL.put(name, new Function(name, form, least, most, body));
    }

    private static void general() {
        add("size", BOTH, 1, 1, Arguments::size);
        add("type", GLOBAL, 1, 1, (a, _) -> new Types.TypeName(Types.name(a.value(0))));
        add("dyn", GLOBAL, 1, 1, (a, _) -> a.value(0));
        add("matches", BOTH, 2, 2, Functions::matches);
    }

    private static Object matches(Arguments a, Meter meter) throws Fault {
        meter.charge(a.text(1).length() * 8L);
        Regex regex = Regex.compile(a.text(1));
        meter.charge(regex.size() * 4L);
        return regex.isFoundIn(a.text(0), meter);
    }

    private static void conversions() {
        add("int", GLOBAL, 1, 1, (a, _) -> Conversions.toInt(a.value(0)));
        add("double", GLOBAL, 1, 1, (a, _) -> Conversions.toDouble(a.value(0)));
        add("string", GLOBAL, 1, 1, (a, _) -> Conversions.toText(a.value(0)));
        add("bool", GLOBAL, 1, 1, (a, _) -> Conversions.toBool(a.value(0)));
        add("timestamp", GLOBAL, 1, 1, (a, _) -> Conversions.toTimestamp(a.value(0)));
        add("duration", GLOBAL, 1, 1, (a, _) -> Conversions.toDuration(a.value(0)));
    }

    private static void texts() {
        add("contains", MEMBER, 2, 2, (a, m) -> TextSearch.indexOf(a.text(0), a.text(1), 0, m) >= 0);
        add("startsWith", MEMBER, 2, 2, (a, m) -> {
            m.chargeCharacters(a.text(1).length());
            return a.text(0).startsWith(a.text(1));
        });
        add("endsWith", MEMBER, 2, 2, (a, m) -> {
            m.chargeCharacters(a.text(1).length());
            return a.text(0).endsWith(a.text(1));
        });
        add("charAt", MEMBER, 2, 2, (a, m) -> TextFunctions.charAt(a.text(0), a.whole(1), m));
        add("indexOf", MEMBER, 2, 3, (a, m) -> TextFunctions.indexOf(a.text(0), a.text(1), a.wholeOr(2, 0), m));
        add("lastIndexOf", MEMBER, 2, 3, (a, m) -> {
            long from = a.count() > 2 ? a.whole(2) : TextFunctions.length(a.text(0), m);
            return TextFunctions.lastIndexOf(a.text(0), a.text(1), from, m);
        });
        add("substring", MEMBER, 2, 3, (a, m) -> {
            long to = a.count() > 2 ? a.whole(2) : TextFunctions.length(a.text(0), m);
            return TextFunctions.substring(a.text(0), a.whole(1), to, m);
        });
        add(
                "replace",
                MEMBER,
                3,
                4,
                (a, m) -> TextFunctions.replace(a.text(0), a.text(1), a.text(2), a.wholeOr(3, -1), m));
        add("split", MEMBER, 2, 3, (a, m) -> TextFunctions.split(a.text(0), a.text(1), a.wholeOr(2, -1), m));
        add("join", MEMBER, 1, 2, (a, m) -> TextFunctions.join(a.list(0), a.textOr(1, ""), m));
        add("lowerAscii", MEMBER, 1, 1, (a, m) -> TextFunctions.lower(a.text(0), m));
        add("upperAscii", MEMBER, 1, 1, (a, m) -> TextFunctions.upper(a.text(0), m));
        add("trim", MEMBER, 1, 1, (a, m) -> TextFunctions.trim(a.text(0), m));
    }

    private static void lists() {
        add(
                "reverse",
                MEMBER,
                1,
                1,
                (a, m) -> a.value(0) instanceof String text
                        ? TextFunctions.reverse(text, m)
                        : ListFunctions.reverse(a.list(0), m));
        add("flatten", MEMBER, 1, 2, (a, m) -> ListFunctions.flatten(a.list(0), a.wholeOr(1, 1), m));
        add("distinct", MEMBER, 1, 1, (a, m) -> ListFunctions.distinct(a.list(0), m));
        add("sort", MEMBER, 1, 1, (a, m) -> ListFunctions.sort(a.list(0), m));
        add("slice", MEMBER, 3, 3, (a, m) -> ListFunctions.slice(a.list(0), a.whole(1), a.whole(2), m));
        add("lists.range", GLOBAL, 1, 1, (a, m) -> ListFunctions.range(a.whole(0), m));
        add("lists.@sortByAssociatedKeys", GLOBAL, 1, 1, (a, m) -> ListFunctions.sortByKeys(a.list(0), m));
    }

    private static void maths() {
        add("math.@max", GLOBAL, 1, 2, (a, m) -> ListFunctions.extreme(several(a), Ordering.Order.MORE, m));
        add("math.@min", GLOBAL, 1, 2, (a, m) -> ListFunctions.extreme(several(a), Ordering.Order.LESS, m));
        add(
                "math.abs",
                GLOBAL,
                1,
                1,
                (a, _) -> a.number(0).doubleValue() < 0 ? Numbers.negate(a.number(0)) : a.number(0));
        add("math.ceil", GLOBAL, 1, 1, (a, _) -> Math.ceil(a.number(0).doubleValue()));
        add("math.floor", GLOBAL, 1, 1, (a, _) -> Math.floor(a.number(0).doubleValue()));
        add("math.trunc", GLOBAL, 1, 1, (a, _) -> {
            double number = a.number(0).doubleValue();
            return number < 0 ? Math.ceil(number) : Math.floor(number);
        });
        add("math.round", GLOBAL, 1, 1, (a, _) -> {
            double number = a.number(0).doubleValue();
            double whole = Math.floor(Math.abs(number));
            return Math.copySign(Math.abs(number) - whole >= 0.5 ? whole + 1 : whole, number);
        });
    }

    /** CEL's macro hands over a list, or one or two numbers as they are. */
    private static List<?> several(Arguments arguments) {
        return arguments.value(0) instanceof List<?> list ? list : List.of(arguments.values());
    }
}
