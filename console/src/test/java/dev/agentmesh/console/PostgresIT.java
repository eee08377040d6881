package dev.agentmesh.console;

import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.console.samples.LocalPostgres;
import dev.agentmesh.localcluster.testing.TestBroker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On PostgreSQL, where one is installed. */
class PostgresIT extends ReadSideScenarios {
    private static @Nullable LocalPostgres server;

    private final Map<String, DatabaseSettings> made = new HashMap<>();

    @BeforeAll
    static void start() {
        Optional<Path> programs = LocalPostgres.programs();
        Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed on this machine");
        server = LocalPostgres.start(programs.orElseThrow());
    }

    @AfterAll
    static void stop() {
        LocalPostgres running = server;
        if (running != null) {
            running.close();
        }
    }

    /** A schema is as good as a database, and quicker made. */
    @Override
    DatabaseSettings database(String name) {
        return made.computeIfAbsent(name, _ -> schema(TestBroker.unique(name).replace('-', '_')));
    }

    private static DatabaseSettings schema(String name) {
        LocalPostgres running = server;
        if (running == null) {
            throw new IllegalStateException("Expected PostgreSQL to run");
        }
        DatabaseSettings base = running.settings();
        try (Connection connection = DriverManager.getConnection(base.url(), base.user(), base.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new DatabaseSettings(base.url() + "?currentSchema=" + name, base.user(), base.password());
    }
}
