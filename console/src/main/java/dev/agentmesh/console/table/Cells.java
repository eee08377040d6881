package dev.agentmesh.console.table;

import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row a result stands at, by the names of its columns; and how values get into columns. */
public final class Cells {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** More than the path of any step. */
    static final int LONG = 100_000;

    private final ResultSet row;

    public Cells(ResultSet row) {
        this.row = row;
    }

    public String text(String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    Optional<String> maybe(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    public long number(String column) throws SQLException {
        return row.getLong(column);
    }

    public Optional<Long> maybeNumber(String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    public double fraction(String column) throws SQLException {
        return row.getDouble(column);
    }

    int count(String column) throws SQLException {
        return row.getInt(column);
    }

    boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    StepPath path(String column) throws SQLException {
        return new StepPath(text(column));
    }

    public Instant time(String column) throws SQLException {
        return maybeTime(column).orElse(Instant.EPOCH);
    }

    public Optional<Instant> maybeTime(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    Optional<Failure> failure() throws SQLException {
        Optional<String> kind = maybe("failure_kind");
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure(FailureKind.valueOf(kind.get()), text("failure_code"), text("failure_message")));
    }

    UsageTotal usage() throws SQLException {
        return new UsageTotal(number("calls"), number("input_tokens"), number("output_tokens"), fraction("usd"));
    }

    /** A time no database refuses; nobody means one that far away. */
    public static OffsetDateTime column(Instant time) {
        Instant kept = time.isAfter(LATEST) ? LATEST : time.isBefore(EARLIEST) ? EARLIEST : time;
        return kept.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime column(Optional<Instant> time) {
        return time.map(Cells::column).orElse(null);
    }

    /** Text no database refuses: at most so many characters, without NUL and halves of characters, which PostgreSQL does not take. */
    public static String column(String text, int most) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean whole = Character.isHighSurrogate(c)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : !Character.isLowSurrogate(c) || i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
            if (c == 0 || !whole) {
                kept = kept == null ? new StringBuilder(text) : kept;
                kept.setCharAt(i, '\uFFFD');
            }
        }
        String clean = kept == null ? text : kept.toString();
        if (clean.length() <= most) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end) + "…";
    }

    static @Nullable String column(Optional<String> text, int most) {
        return text.map(value -> column(value, most)).orElse(null);
    }
}
