package dev.agentmesh.language.type;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is known of a value before it is there: which kinds it can have, and what its parts are. Parts are looked up when
 * they are asked for, so a shape may contain itself. What is not known is {@link #ANY}, and nothing is said against it.
 */
public final class Shape {
    private static final Set<Kind> ALL = Set.of(Kind.values());

    /** Nothing is known. */
    public static final Shape ANY = new Shape(ALL, Fields.UNKNOWN, Shape::anything, Optional.empty());
    /** No value at all: the item of an empty list. */
    static final Shape NONE = new Shape(Set.of(), Fields.UNKNOWN, Shape::anything, Optional.empty());

    private final Set<Kind> kinds;
    private final Fields fields;
    private final Supplier<Shape> item;
    private final Optional<List<String>> choices;

    Shape(Set<Kind> kinds, Fields fields, Supplier<Shape> item, Optional<List<String>> choices) {
        this.kinds = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
        this.fields = fields;
        this.item = item;
        this.choices = choices.map(List::copyOf);
    }

    private static Shape anything() {
        return ANY;
    }

    public static Shape of(Kind first, Kind... more) {
        return new Shape(EnumSet.of(first, more), Fields.UNKNOWN, Shape::anything, Optional.empty());
    }

    public static Shape number() {
        return of(Kind.INT, Kind.DOUBLE);
    }

    public static Shape list(Shape item) {
        return new Shape(Set.of(Kind.LIST), Fields.UNKNOWN, () -> item, Optional.empty());
    }

    public static Shape emptyList() {
        return list(NONE);
    }

    public static Shape map(Fields fields) {
        return new Shape(Set.of(Kind.MAP), fields, Shape::anything, Optional.empty());
    }

    /** A map with just these fields, all of them there. */
    public static Shape map(Map<String, Shape> members) {
        return map(new KnownFields(members, KnownFields.Others.NONE, members.keySet()));
    }

    /** Whether nothing can be said against the value whatever it is used for. */
    public boolean isUnknown() {
        return kinds.isEmpty() || kinds.size() == ALL.size();
    }

    public boolean canBe(Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /** Whether a value of the one shape can be one of the other. Numbers are numbers: JSON does not tell 3 from 3.0. */
    public boolean canBe(Shape other) {
        return kinds.isEmpty()
                || other.kinds.isEmpty()
                || kinds.stream()
                        .anyMatch(kind -> kind.isNumber()
                                ? other.kinds.stream().anyMatch(Kind::isNumber)
                                : other.kinds.contains(kind));
    }

    public Set<Kind> kinds() {
        return Set.copyOf(kinds);
    }

    /** Whether it has one of these kinds and no other. */
    public boolean isOnly(Kind... some) {
        return !kinds.isEmpty() && Set.of(some).containsAll(kinds);
    }

    public Fields fields() {
        return fields;
    }

    /** Of a list's items. */
    public Shape item() {
        return item.get();
    }

    /** The texts it can be, where there are only some. */
    public Optional<List<String>> choices() {
        return choices;
    }

    /** This or the other. */
    public Shape or(Shape other) {
        if (this == other || other == NONE) {
            return this;
        }
        if (this == NONE) {
            return other;
        }
        Set<Kind> both = EnumSet.copyOf(kinds.isEmpty() ? ALL : kinds);
        both.addAll(other.kinds.isEmpty() ? ALL : other.kinds);
        Fields of = !canBe(Kind.MAP) ? other.fields : !other.canBe(Kind.MAP) ? fields : Fields.UNKNOWN;
        Supplier<Shape> items =
                !canBe(Kind.LIST) ? other.item : !other.canBe(Kind.LIST) ? item : () -> item().or(other.item());
        return new Shape(both, of, items, Optional.empty());
    }

    public Shape orNull() {
        Set<Kind> both = EnumSet.copyOf(kinds.isEmpty() ? ALL : kinds);
        both.add(Kind.NULL);
        return new Shape(both, fields, item, choices);
    }

    public Shape withoutNull() {
        return kinds.equals(Set.of(Kind.NULL))
                ? NONE
                : new Shape(
                        kinds.stream().filter(kind -> kind != Kind.NULL).collect(Collectors.toSet()),
                        fields,
                        item,
                        choices);
    }

    /** {@link #words} with its article. */
    public String described() {
        return (words().startsWith("int") ? "an " : words().startsWith("any") ? "" : "a ") + words();
    }

    /** For people: {@code string}, {@code int or null}, {@code number}. */
    public String words() {
        if (isUnknown()) {
            return "any value";
        }
        boolean number = kinds.contains(Kind.INT) && kinds.contains(Kind.DOUBLE);
        return kinds.stream()
                .map(kind -> number && kind.isNumber() ? "number" : kind.word())
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}
