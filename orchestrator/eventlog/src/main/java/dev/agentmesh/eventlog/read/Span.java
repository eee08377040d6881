package dev.agentmesh.eventlog.read;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which part of a topic.
 *
 * @param partition only this one; empty for all
 */
public record Span(Start from, Stop to, OptionalInt partition) {
    /** The whole topic, up to where it ends when the reading begins. */
    public static final Span ALL = new Span(new Start.Beginning(), new Stop.Now(), OptionalInt.empty());

    public static Span of(Start from, Stop to) {
        return new Span(from, to, OptionalInt.empty());
    }

    public Span in(int only) {
        return new Span(from, to, OptionalInt.of(only));
    }

    public Span following() {
        return new Span(from, new Stop.Never(), partition);
    }

    public sealed interface Start {
        record Beginning() implements Start {}

        /** What comes from the moment the reading begins. */
        record Now() implements Start {}

        /** From these offsets; partitions without one from their beginning. */
        record Offsets(Map<Integer, Long> byPartition) implements Start {
            public Offsets {
                byPartition = Map.copyOf(byPartition);
            }
        }

        /** From the first record with this timestamp or a later one. */
        record Since(Instant time) implements Start {}
    }

    public sealed interface Stop {
        /** The end of the topic when the reading begins. */
        record Now() implements Stop {}

        /** Before these offsets; partitions without one at their end. Offsets beyond the end mean the end. */
        record Offsets(Map<Integer, Long> byPartition) implements Stop {
            public Offsets {
                byPartition = Map.copyOf(byPartition);
            }
        }

        /** Before the first record with this timestamp or a later one. */
        record Until(Instant time) implements Stop {}

        /** Goes on until the visitor stops or the reader is closed. */
        record Never() implements Stop {}
    }
}
