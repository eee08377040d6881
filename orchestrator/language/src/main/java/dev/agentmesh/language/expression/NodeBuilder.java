package dev.agentmesh.language.expression;

import dev.agentmesh.language.problem.Nearest;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns CEL's tree into nodes, and refuses what the language leaves out. For one expression. */
final class NodeBuilder {
    /** The accumulator of CEL's macros; no user can spell it. */
    private static final String RESULT = "@result";

    private final Places places;
    private final Map<String, Integer> scope = new HashMap<>();
    private int depth;
    private int slots;

    NodeBuilder(Places places) {
        this.places = places;
    }

    int slots() {
        return slots;
    }

    Node build(CelExpr expr) throws SyntaxFault {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> name(expr);
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> new Nodes.ListLiteral(buildAll(expr.list().elements()));
            case MAP -> map(expr);
            case COMPREHENSION -> loop(expr.comprehension(), places.of(expr.id()));
            case STRUCT -> throw refused(expr, "Name{...} is not part of the language; a map is {\"key\": value}");
            case NOT_SET -> throw refused(expr, "an expression is missing here");
        };
    }

    private List<Node> buildAll(List<CelExpr> parts) throws SyntaxFault {
        var nodes = new ArrayList<Node>(parts.size());
        for (CelExpr part : parts) {
            nodes.add(build(part));
        }
        return List.copyOf(nodes);
    }

    private Node constant(CelExpr expr) throws SyntaxFault {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case NULL_VALUE -> new Nodes.Constant(JsonNull.NULL);
            case BOOLEAN_VALUE -> new Nodes.Constant(constant.booleanValue());
            case INT64_VALUE -> new Nodes.Constant(constant.int64Value());
            case DOUBLE_VALUE -> new Nodes.Constant(constant.doubleValue());
            case STRING_VALUE -> new Nodes.Constant(constant.stringValue());
            case UINT64_VALUE -> throw refused(expr, "unsigned numbers are not part of the language");
            case BYTES_VALUE -> throw refused(expr, "bytes are not part of the language");
            case NOT_SET, TIMESTAMP_VALUE, DURATION_VALUE ->
                throw new IllegalStateException("Expected a literal but found " + constant.getKind());
        };
    }

    private Node name(CelExpr expr) {
        String name = expr.ident().name();
        Integer slot = scope.get(name);
        if (slot != null) {
            return new Nodes.Slot(slot);
        }
        return Types.NAMES.contains(name)
                ? new Nodes.Constant(new Types.TypeName(name))
                : new Nodes.Name(name, places.of(expr.id()));
    }

    private Node select(CelExpr expr) throws SyntaxFault {
        Node target = build(expr.select().operand());
        String field = expr.select().field();
        int place = places.field(expr.id(), field);
        return expr.select().testOnly() ? new Nodes.Has(target, field, place) : new Nodes.Select(target, field, place);
    }

    private Node map(CelExpr expr) throws SyntaxFault {
        var entries = new ArrayList<Nodes.Entry>();
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
            entries.add(new Nodes.Entry(
                    build(entry.key()),
                    build(entry.value()),
                    places.of(entry.key().id())));
        }
        return new Nodes.MapLiteral(List.copyOf(entries));
    }

    private Node call(CelExpr expr) throws SyntaxFault {
        String function = expr.call().function();
        List<CelExpr> arguments = expr.call().args();
        int place = places.of(expr.id());
        Optional<Sign> sign = Sign.named(function);
        if (sign.isPresent()) {
            return sign.get() == Sign.ADD && isAppend(arguments)
                    ? append(arguments.get(1))
                    : new Logic.Binary(sign.get(), build(arguments.get(0)), build(arguments.get(1)), place);
        }
        return switch (function) {
            case "_&&_", "_||_" ->
                new Logic.Junction(function.equals("_||_"), build(arguments.get(0)), build(arguments.get(1)), place);
            case "!_" -> new Logic.Not(build(arguments.getFirst()), place);
            case "-_" -> new Logic.Negate(build(arguments.getFirst()), place);
            case "_?_:_" ->
                new Logic.Conditional(build(arguments.get(0)), build(arguments.get(1)), build(arguments.get(2)), place);
            case "@not_strictly_false" -> new Loop.NotFalse(build(arguments.getFirst()));
            case "default" -> defaultCall(expr, arguments);
            default -> named(expr, function, arguments);
        };
    }

    private boolean isAppend(List<CelExpr> arguments) {
        return arguments.get(0).getKind() == CelExpr.ExprKind.Kind.IDENT
                && arguments.get(0).ident().name().equals(RESULT)
                && scope.containsKey(RESULT)
                && arguments.get(1).getKind() == CelExpr.ExprKind.Kind.LIST;
    }

    private Node append(CelExpr list) throws SyntaxFault {
        Integer total = scope.get(RESULT);
        if (total == null) {
            throw new IllegalStateException("Expected an accumulator in scope");
        }
        return new Loop.Append(total, buildAll(list.list().elements()));
    }

    private Node defaultCall(CelExpr expr, List<CelExpr> arguments) throws SyntaxFault {
        int place = places.function(expr.id(), "default");
        if (arguments.size() != 2 || expr.call().target().isPresent()) {
            throw new SyntaxFault(
                    ExpressionProblem.at(place, 7, "default() takes 2 arguments: a path and the value to use instead"));
        }
        if (!isPath(arguments.getFirst())) {
            throw new SyntaxFault(ExpressionProblem.at(
                    place, 7, "default() takes a path like steps.a.output.b first, not a calculation"));
        }
        return new Nodes.Default(build(arguments.get(0)), build(arguments.get(1)));
    }

    private static boolean isPath(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> true;
            case SELECT -> !expr.select().testOnly() && isPath(expr.select().operand());
            case CALL ->
                expr.call().function().equals("_[_]")
                        && isPath(expr.call().args().getFirst());
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> false;
        };
    }

    private Node named(CelExpr expr, String name, List<CelExpr> arguments) throws SyntaxFault {
        Optional<CelExpr> target = expr.call().target();
        Optional<String> room = target.filter(t -> t.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(t -> t.ident().name())
                .filter(t -> !scope.containsKey(t))
                .filter(t -> Functions.find(t + "." + name).isPresent());
        String fullName = room.map(r -> r + "." + name).orElse(name);
        boolean asMember = target.isPresent() && room.isEmpty();
        Function function = function(expr, fullName, arguments.size() + (asMember ? 1 : 0), asMember);
        var all = new ArrayList<CelExpr>();
        if (asMember) {
            target.ifPresent(all::add);
        }
        all.addAll(arguments);
        int place = places.function(expr.id(), fullName);
        return name.equals("matches") && all.get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                ? matches(all, place)
                : new Nodes.Call(function, buildAll(all), place);
    }

    private Function function(CelExpr expr, String name, int arguments, boolean asMember) throws SyntaxFault {
        int place = places.function(expr.id(), name);
        Optional<Function> function = Functions.find(name);
        if (function.isEmpty()) {
            throw new SyntaxFault(ExpressionProblem.at(place, name.length(), "there is no function \"" + name + "\"")
                    .suggesting(Nearest.to(name, Functions.names())));
        }
        if (!function.get().takes(arguments, asMember)) {
            throw new SyntaxFault(
                    ExpressionProblem.at(place, name.length(), function.get().usage()));
        }
        return function.get();
    }

    private Node matches(List<CelExpr> arguments, int place) throws SyntaxFault {
        Node text = build(arguments.get(0));
        if (!(build(arguments.get(1)) instanceof Nodes.Constant(String pattern))) {
            throw refused(arguments.get(1), "a pattern is a string");
        }
        try {
            return new Nodes.Matches(text, Regex.compile(pattern), place);
        } catch (Fault fault) {
            throw refused(arguments.get(1), fault.sentence());
        }
    }

    private Node loop(CelExpr.CelComprehension loop, int place) throws SyntaxFault {
        Node range = build(loop.iterRange());
        Node start = build(loop.accuInit());
        int item = depth++;
        int total = depth++;
        slots = Math.max(slots, depth);
        Integer hiddenItem = scope.get(loop.iterVar());
        Integer hiddenTotal = scope.put(loop.accuVar(), total);
        scope.put(loop.iterVar(), item);
        Node condition = build(loop.loopCondition());
        Node step = build(loop.loopStep());
        restore(loop.iterVar(), hiddenItem);
        Node result = build(loop.result());
        restore(loop.accuVar(), hiddenTotal);
        depth -= 2;
        return new Loop(item, total, range, start, condition, step, result, place);
    }

    private void restore(String name, @org.jspecify.annotations.Nullable Integer hidden) {
        if (hidden == null) {
            scope.remove(name);
        } else {
            scope.put(name, hidden);
        }
    }

    private SyntaxFault refused(CelExpr expr, String message) {
        return new SyntaxFault(ExpressionProblem.at(places.of(expr.id()), 1, message));
    }
}
