package dev.agentmesh.console.projection;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.query.Reads;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.topics.catalogue.TopicNames;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A log applied to a database without a broker, and what answers from it. */
public final class Projected {
    /** Behind everything that happens in the logs of the tests. */
    public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final Progress progress = new Progress(() -> NOW);
    private final Applier applier;
    private final Reads reads;

    public Projected(Database database) throws SQLException {
        applier = ApplierTest.applier(database);
        reads = new Reads(database, progress, new TopicNames("mesh"), () -> NOW, Duration.ofSeconds(5));
    }

    public Reads reads() {
        return reads;
    }

    public Projected apply(List<LogRecord> log) throws SQLException {
        applier.apply(log, ApplierTest.ends(log));
        progress.applied(applier.next());
        return this;
    }

    /** The log was looked at so long ago, and had nothing more. */
    public Projected complete(Duration ago) {
        progress.ends(applier.next(), NOW.minus(ago));
        return this;
    }

    public Projected troubled(String what) {
        progress.troubled(what);
        return this;
    }
}
