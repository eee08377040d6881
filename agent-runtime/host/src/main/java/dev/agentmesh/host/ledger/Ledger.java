package dev.agentmesh.host.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The fate of the offsets from a committed watermark on; everything below the watermark is finished.
 *
 * @param writer the instance that committed it
 * @param runs consecutive stretches of offsets; never empty ones, neighbours differ, the last is not {@link Mark.Untouched}
 */
public record Ledger(String writer, List<Run> runs) {
    public Ledger {
        runs = canonical(runs);
    }

    /** @param length offsets, at least 1 */
    public record Run(long length, Mark mark) {
        public Run {
            if (length < 1) {
                throw new IllegalArgumentException("a run of " + length + " offsets");
            }
        }
    }

    /** What is known about an offset. */
    public sealed interface Mark {
        /** Nobody has begun with it. */
        record Untouched() implements Mark {}

        /** Its fate is in a topic: a result, a dead letter, or there never was a record. */
        record Finished() implements Mark {}

        /** The instance began, and nothing is known of the end. */
        record Started(String by) implements Mark {}

        /** The instance had begun when the partition was taken from it in good order; it goes on and answers for the record itself. */
        record Kept(String by) implements Mark {}
    }

    private static List<Run> canonical(List<Run> runs) {
        List<Run> merged = new ArrayList<>();
        for (Run run : runs) {
            if (!merged.isEmpty() && merged.getLast().mark().equals(run.mark())) {
                merged.add(new Run(merged.removeLast().length() + run.length(), run.mark()));
            } else {
                merged.add(run);
            }
        }
        while (!merged.isEmpty() && merged.getLast().mark() instanceof Mark.Untouched) {
            merged.removeLast();
        }
        return List.copyOf(merged);
    }
}
