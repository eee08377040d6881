package dev.agentmesh.console.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.console.projection.Progress;
import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far the read side is, how old its answers can be, and what it could not apply. */
final class StatusRead {
    private static final int SHOWN = 20;

    private record Place(int part, long events, Optional<Instant> lastEventAt) {}

    private final Progress progress;
    private final Duration staleAfter;

    StatusRead(Progress progress, Duration staleAfter) {
        this.progress = progress;
        this.staleAfter = staleAfter;
    }

    /** One word for people. */
    String state() {
        if (progress.trouble().isPresent()) {
            return "standing-still";
        }
        Optional<Duration> staleness = progress.staleness();
        if (staleness.isEmpty()) {
            return "catching-up";
        }
        return staleness.get().compareTo(staleAfter) > 0 ? "behind" : "current";
    }

    void into(ObjectNode json, Connection connection, String topic, Instant now) throws SQLException {
        json.put("state", state());
        json.put("topic", topic);
        progress.staleness()
                .ifPresentOrElse(
                        age -> json.put("stalenessMillis", age.toMillis()), () -> json.putNull("stalenessMillis"));
        json.put("staleAfterMillis", staleAfter.toMillis());
        json.put("trouble", progress.trouble().orElse(null));
        Map<Integer, Place> places = Select.list(
                        connection, "SELECT part, events, last_event_at FROM positions", List.of(), StatusRead::place)
                .stream()
                .collect(Collectors.toMap(Place::part, place -> place));
        json.put("events", places.values().stream().mapToLong(Place::events).sum());
        Optional<Instant> newest = places.values().stream()
                .flatMap(place -> place.lastEventAt().stream())
                .max(Instant::compareTo);
        json.put("newestEventAt", newest.map(Instant::toString).orElse(null));
        newest.ifPresentOrElse(
                at -> json.put("newestEventAgeMillis", Duration.between(at, now).toMillis()),
                () -> json.putNull("newestEventAgeMillis"));
        var partitions = json.putArray("partitions");
        for (Progress.Reached reached : progress.reached()) {
            ObjectNode one = partitions
                    .addObject()
                    .put("partition", reached.partition())
                    .put("applied", reached.applied())
                    .put("end", reached.end())
                    .put("lag", reached.lag())
                    .put(
                            "completeAt",
                            reached.completeAt().map(Instant::toString).orElse(null));
            Place place = places.get(reached.partition());
            one.put(
                    "lastEventAt",
                    place == null
                            ? null
                            : place.lastEventAt().map(Instant::toString).orElse(null));
        }
        ObjectNode runs = json.putObject("runs");
        Select.list(
                connection,
                "SELECT status, COUNT(*) AS runs FROM runs GROUP BY status ORDER BY status",
                List.of(),
                row -> runs.put(row.text("status"), row.number("runs")));
        faults(json, connection, topic);
    }

    private static void faults(ObjectNode json, Connection connection, String topic) throws SQLException {
        json.put(
                "faultCount",
                Select.list(connection, "SELECT COUNT(*) AS faults FROM faults", List.of(), row -> row.number("faults"))
                        .getFirst());
        var faults = json.putArray("faults");
        Select.list(
                connection,
                "SELECT part, log_offset, kind, run_id, code, detail, record_at FROM faults"
                        + " ORDER BY record_at DESC, part, log_offset LIMIT " + SHOWN,
                List.of(),
                row -> faults.addObject()
                        .put("position", topic + "-" + row.number("part") + ":" + row.number("log_offset"))
                        .put("kind", row.text("kind"))
                        .put("runId", row.text("run_id"))
                        .put("code", row.text("code"))
                        .put("message", row.text("detail"))
                        .put("at", row.time("record_at").toString()));
    }

    private static Place place(Cells row) throws SQLException {
        return new Place((int) row.number("part"), row.number("events"), row.maybeTime("last_event_at"));
    }
}
