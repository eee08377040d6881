package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.Join;
import java.time.Duration;

/** Small values as the language spells them. */
final class Words {
    private Words() {}

    /** In the largest unit that is exact: {@code 90s}, {@code 2m}, {@code 1d}. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    static String join(Join join) {
        return switch (join) {
            case Join.All() -> "all";
            case Join.Settled() -> "settled";
            case Join.First() -> "first";
            case Join.Count(int lanes) -> Integer.toString(lanes);
            case Join.Percent(int percent) -> percent + "%";
        };
    }
}
