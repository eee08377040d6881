package dev.agentmesh.cli.topic;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.input.Durations;
import dev.agentmesh.cli.output.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** A moment as people give it: ISO 8601, or how long ago. */
public final class When {
    private When() {}

    public static Instant parse(String given, Instant now) {
        try {
            return now.minus(new Durations().convert(given));
        } catch (TypeConversionException notADuration) {
            try {
                return Instant.parse(given);
            } catch (DateTimeParseException notATime) {
                throw CliException.usage(
                        "'" + Printable.shortened(given, 40) + "' is no time; write 2h for two hours ago, or "
                                + now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                        "--from 2h");
            }
        }
    }
}
