package dev.agentmesh.console.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.console.table.Cells;
import dev.agentmesh.console.table.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an agent has done, from its attempts. */
final class AgentReads {
    private static final String COUNTS = """
            SELECT COUNT(*) AS attempts, COUNT(DISTINCT run_id) AS runs,
              SUM(CASE WHEN outcome = 'OPEN' THEN 1 ELSE 0 END) AS running,
              SUM(CASE WHEN outcome = 'COMPLETED' THEN 1 ELSE 0 END) AS completed,
              SUM(CASE WHEN outcome = 'FAILED' THEN 1 ELSE 0 END) AS failed,
              SUM(CASE WHEN outcome = 'CANCELED' THEN 1 ELSE 0 END) AS canceled,
              SUM(CASE WHEN attempt > 1 THEN 1 ELSE 0 END) AS retries,
              SUM(CASE WHEN dead_letter <> '' THEN 1 ELSE 0 END) AS letters,
              SUM(late) AS late, SUM(calls) AS calls, SUM(input_tokens) AS input_tokens,
              SUM(output_tokens) AS output_tokens, SUM(usd) AS usd, MAX(started_at) AS last_at
            FROM attempts WHERE agent = ? AND started_at >= ?""";
    private static final String TIMES = """
            SELECT COUNT(*) AS completed, AVG(millis) AS mean, MAX(millis) AS longest,
              PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY millis) AS p50,
              PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY millis) AS p95
            FROM attempts WHERE agent = ? AND started_at >= ? AND outcome = 'COMPLETED'""";
    private static final String CODES = """
            SELECT code, COUNT(*) AS times FROM attempts WHERE agent = ? AND started_at >= ? AND code <> ''
            GROUP BY code ORDER BY times DESC, code LIMIT 20""";

    private AgentReads() {}

    /** Empty when nothing was ever handed to it, or not since then. */
    static Optional<ObjectNode> stats(Connection connection, String agent, Optional<Instant> since)
            throws SQLException {
        List<Object> meant = List.of(agent, Cells.column(since.orElse(Instant.EPOCH)));
        ObjectNode json =
                Select.list(connection, COUNTS, meant, AgentReads::counts).getFirst();
        if (json.path("attempts").asLong() == 0) {
            return Optional.empty();
        }
        json.put("agent", agent);
        json.put("since", since.map(Instant::toString).orElse(null));
        json.set(
                "durationMillis",
                Select.list(connection, TIMES, meant, AgentReads::times).getFirst());
        var failures = json.putArray("failures");
        Select.list(
                connection,
                CODES,
                meant,
                row -> failures.addObject().put("code", row.text("code")).put("attempts", row.number("times")));
        return Optional.of(json);
    }

    private static ObjectNode counts(Cells row) throws SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name :
                List.of("attempts", "runs", "running", "completed", "failed", "canceled", "retries", "late")) {
            json.put(name, row.number(name));
        }
        json.put("deadLetters", row.number("letters"));
        json.put("lastAt", row.maybeTime("last_at").map(Instant::toString).orElse(null));
        json.putObject("cost")
                .put("usd", row.fraction("usd"))
                .put("calls", row.number("calls"))
                .put("inputTokens", row.number("input_tokens"))
                .put("outputTokens", row.number("output_tokens"));
        return json;
    }

    private static ObjectNode times(Cells row) throws SQLException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (row.number("completed") == 0) {
            return json.putNull("mean").putNull("p50").putNull("p95").putNull("max");
        }
        return json.put("mean", Math.round(row.fraction("mean")))
                .put("p50", Math.round(row.fraction("p50")))
                .put("p95", Math.round(row.fraction("p95")))
                .put("max", row.number("longest"));
    }
}
