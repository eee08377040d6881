package dev.agentmesh.language.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the free names of an expression with their fixed paths, for the checks that need no run. */
final class ReferenceFinder {
    private final Places places;
    private final List<Reference> found = new ArrayList<>();
    private final Set<String> bound = new HashSet<>();

    ReferenceFinder(Places places) {
        this.places = places;
    }

    List<Reference> find(CelExpr expr) {
        visit(expr);
        return List.copyOf(found);
    }

    private void visit(CelExpr expr) {
        Optional<Reference> path = path(expr, new ArrayList<>());
        if (path.isPresent()) {
            found.add(path.get());
            visitIndexes(expr);
            return;
        }
        switch (expr.getKind()) {
            case SELECT -> visit(expr.select().operand());
            case CALL -> visitCall(expr);
            case LIST -> expr.list().elements().forEach(this::visit);
            case MAP ->
                expr.map().entries().forEach(entry -> {
                    visit(entry.key());
                    visit(entry.value());
                });
            case COMPREHENSION -> visitLoop(expr.comprehension());
            case CONSTANT, IDENT, STRUCT, NOT_SET -> {}
        }
    }

    private void visitCall(CelExpr expr) {
        expr.call()
                .target()
                .filter(target -> !isRoom(target, expr.call().function()))
                .ifPresent(this::visit);
        expr.call().args().forEach(this::visit);
    }

    private static boolean isRoom(CelExpr target, String function) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && Functions.find(target.ident().name() + "." + function).isPresent();
    }

    private void visitLoop(CelExpr.CelComprehension loop) {
        visit(loop.iterRange());
        visit(loop.accuInit());
        boolean newItem = bound.add(loop.iterVar());
        boolean newTotal = bound.add(loop.accuVar());
        visit(loop.loopCondition());
        visit(loop.loopStep());
        if (newItem) {
            bound.remove(loop.iterVar());
        }
        visit(loop.result());
        if (newTotal) {
            bound.remove(loop.accuVar());
        }
    }

    /** The reference that {@code expr} is, if it is a chain of names from a free one. */
    private Optional<Reference> path(CelExpr expr, List<Reference.Member> behind) {
        switch (expr.getKind()) {
            case IDENT -> {
                String name = expr.ident().name();
                return bound.contains(name) || Types.NAMES.contains(name)
                        ? Optional.empty()
                        : Optional.of(new Reference(name, places.of(expr.id()), behind));
            }
            case SELECT -> {
                String field = expr.select().field();
                behind.addFirst(member(field, places.field(expr.id(), field)));
                return path(expr.select().operand(), behind);
            }
            case CALL -> {
                if (!isIndex(expr)) {
                    return Optional.empty();
                }
                CelExpr index = expr.call().args().get(1);
                if (isText(index)) {
                    String name = index.constant().stringValue();
                    behind.addFirst(member(name, places.field(expr.id(), name)));
                } else {
                    behind.clear();
                }
                return path(expr.call().args().get(0), behind);
            }
            case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> {
                return Optional.empty();
            }
        }
        throw new IllegalStateException("Expected a kind of CEL but found " + expr.getKind());
    }

    private static Reference.Member member(String name, int start) {
        return new Reference.Member(name, start, name.codePointCount(0, name.length()));
    }

    private void visitIndexes(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            visitIndexes(expr.select().operand());
        } else if (isIndex(expr)) {
            visit(expr.call().args().get(1));
            visitIndexes(expr.call().args().get(0));
        }
    }

    private static boolean isIndex(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals("_[_]");
    }

    private static boolean isText(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
