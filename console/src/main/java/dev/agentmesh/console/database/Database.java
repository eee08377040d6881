package dev.agentmesh.console.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.table.Table;
import dev.agentmesh.topics.error.MeshException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The database with the read side's tables in it. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MILLIS = 10_000;

    /** Something done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private final DatabaseSettings settings;
    private final HikariDataSource pool;

    private Database(DatabaseSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Connects, and makes or changes the tables to what this version needs.
     *
     * @throws MeshException MESH-7040 when it cannot
     */
    public static Database open(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setAutoCommit(false);
        config.setPoolName("read-side");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            // The pool has an exception of its own for each way not to start.
            throw unusable(settings, e);
        }
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/readside")
                    .table("read_side_versions")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.close();
            throw unusable(settings, e);
        }
        return new Database(settings, pool);
    }

    /** In one transaction that is committed at the end; whatever is thrown takes it back. */
    public <T> T write(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
    }

    /**
     * Reads what is committed.
     *
     * @throws MeshException MESH-7040 when the database fails
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            try {
                // What several questions of one answer see is one state.
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return work.with(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw unusable(settings, e);
        }
    }

    /** Takes every row away, and with them the place in the log: what reads it next begins at its start. */
    public void empty() {
        try {
            write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (Table table : Table.projected()) {
                        statement.addBatch("DELETE FROM " + table.name());
                    }
                    statement.addBatch("DELETE FROM log_source");
                    return statement.executeBatch().length;
                }
            });
        } catch (SQLException e) {
            throw unusable(settings, e);
        }
    }

    private static MeshException unusable(DatabaseSettings settings, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new MeshException(
                ConsoleErrors.DATABASE, "the database at " + settings + " cannot be used: " + root.getMessage(), cause);
    }

    @Override
    public void close() {
        pool.close();
    }
}
