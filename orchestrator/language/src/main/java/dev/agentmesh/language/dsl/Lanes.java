package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Grow;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a map works on its items.
 *
 * @param <I> an item
 * @param <T> what an item gives
 */
public final class Lanes<I, T> {
    private final int width;
    private final Join join;
    private final Late late;
    private final Optional<Grow> grow;

    private Lanes(int width, Join join, Late late, Optional<Grow> grow) {
        this.width = width;
        this.join = join;
        this.late = late;
        this.grow = grow;
    }

    /** So many items at once; all must complete. */
    public static <I, T> Lanes<I, T> wide(int width) {
        return new Lanes<>(width, new Join.All(), Late.CANCEL, Optional.empty());
    }

    public Lanes<I, T> join(Join enough) {
        return new Lanes<>(width, enough, late, grow);
    }

    /** What becomes of items that still run when there are enough. */
    public Lanes<I, T> late(Late what) {
        return new Lanes<>(width, join, what, grow);
    }

    /** Works on what items give as well, until there are {@code max} in all. */
    public Lanes<I, T> grow(Function<Value<T>, Value<List<I>>> from, int max) {
        String list = from.apply(new Value<>("output")).expression();
        return new Lanes<>(width, join, late, Optional.of(new Grow(new Expression(list), max)));
    }

    int width() {
        return width;
    }

    Join join() {
        return join;
    }

    Late late() {
        return late;
    }

    Optional<Grow> grow() {
        return grow;
    }
}
