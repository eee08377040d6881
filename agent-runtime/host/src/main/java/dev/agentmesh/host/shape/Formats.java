package dev.agentmesh.host.shape;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Whether a string reads as what its format says, judged by the same classes that will read it. */
final class Formats {
    private Formats() {}

    /** What was expected, if the text does not read as it. */
    static Optional<String> complaint(Shape.Format format, String text) {
        try {
            boolean fits = switch (format) {
                case FREE -> true;
                case DATE_TIME -> OffsetDateTime.parse(text) != null;
                case LOCAL_DATE_TIME -> LocalDateTime.parse(text) != null;
                case DATE -> LocalDate.parse(text) != null;
                case TIME -> LocalTime.parse(text) != null;
                case DURATION -> Duration.parse(text) != null;
                case UUID -> UUID.fromString(text).toString().equalsIgnoreCase(text);
                case URI -> new URI(text) != null;
                case CHARACTER -> text.length() == 1;
                case BASE64 -> Base64.getDecoder().decode(text) != null;
            };
            return fits ? Optional.empty() : Optional.of(words(format));
        } catch (DateTimeException | IllegalArgumentException | URISyntaxException e) {
            return Optional.of(words(format));
        }
    }

    private static String words(Shape.Format format) {
        return switch (format) {
            case FREE -> "string";
            case DATE_TIME -> "date and time such as 2026-11-21T10:15:30Z";
            case LOCAL_DATE_TIME -> "date and time such as 2026-11-21T10:15:30";
            case DATE -> "date such as 2026-11-21";
            case TIME -> "time such as 10:15:30";
            case DURATION -> "duration such as PT90S";
            case UUID -> "UUID";
            case URI -> "URI";
            case CHARACTER -> "string of one character";
            case BASE64 -> "Base64 text";
        };
    }
}
