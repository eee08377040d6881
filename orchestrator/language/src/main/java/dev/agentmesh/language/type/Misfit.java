package dev.agentmesh.language.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a value of one shape can surely not be used where another is wanted.
 *
 * @param path of the part that does not fit, empty for the whole
 */
public record Misfit(List<String> path, Reason reason) {
    /** What is wrong with the part. */
    public sealed interface Reason {
        record OtherKind(Shape given, Shape wanted) implements Reason {}

        /** A field that must be there is not. */
        record Missing(String field) implements Reason {}

        /** A field that must not be there is. */
        record Unknown(String field, List<String> known) implements Reason {}
    }

    private static final int DEEPEST = 5;

    public Misfit {
        path = List.copyOf(path);
    }

    /** The first misfit; empty when it may fit. */
    public static Optional<Misfit> between(Shape given, Shape wanted) {
        return between(given, wanted, List.of());
    }

    private static Optional<Misfit> between(Shape given, Shape wanted, List<String> path) {
        if (given == Shape.ANY || wanted == Shape.ANY || path.size() >= DEEPEST) {
            return Optional.empty();
        }
        if (!given.canBe(wanted)) {
            return Optional.of(new Misfit(path, new Reason.OtherKind(given, wanted)));
        }
        if (given.isOnly(Kind.LIST)) {
            return between(given.item(), wanted.item(), with(path, "[]"));
        }
        return given.isOnly(Kind.MAP) ? fields(given.fields(), wanted.fields(), path) : Optional.empty();
    }

    private static Optional<Misfit> fields(Fields given, Fields wanted, List<String> path) {
        for (String name : wanted.required().stream().sorted().toList()) {
            if (given.isClosed() && given.lacking(name).isPresent()) {
                return Optional.of(new Misfit(path, new Reason.Missing(name)));
            }
        }
        Set<String> sure = given.required();
        for (String name : sure.stream().sorted().toList()) {
            Optional<List<String>> known = wanted.isClosed() ? wanted.lacking(name) : Optional.empty();
            if (known.isPresent()) {
                return Optional.of(new Misfit(path, new Reason.Unknown(name, known.get())));
            }
            Optional<Misfit> inside = between(given.member(name), wanted.member(name), with(path, name));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static List<String> with(List<String> path, String name) {
        return java.util.stream.Stream.concat(path.stream(), java.util.stream.Stream.of(name))
                .toList();
    }
}
