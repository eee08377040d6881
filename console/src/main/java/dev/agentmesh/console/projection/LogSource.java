package dev.agentmesh.console.projection;

import static java.util.Objects.requireNonNull;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic a database is made from.
 *
 * @param id Kafka's own: a topic that was made anew under the same name has another
 */
record LogSource(String topic, String id, int partitions) {
    private static final long PATIENCE_SECONDS = 15;

    /** @throws MeshException MESH-5002 when there is no such topic, MESH-5001 when the broker does not answer */
    static LogSource of(Admin admin, String topic) {
        try {
            TopicDescription found = requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new LogSource(
                    topic, found.topicId().toString(), found.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new MeshException(TopicErrors.MISSING_TOPIC, "topic " + topic + " does not exist");
            }
            throw unreachable(topic, e);
        } catch (TimeoutException e) {
            throw unreachable(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(topic, e);
        }
    }

    private static MeshException unreachable(String topic, Exception cause) {
        return new MeshException(TopicErrors.BROKER_UNREACHABLE, "cannot reach Kafka: no answer about " + topic, cause);
    }

    /**
     * Sees that the database is this topic's; one that is nobody's becomes it.
     *
     * @throws MeshException MESH-7044 when it is another's
     */
    void claim(Database database) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement known = connection.prepareStatement("SELECT topic, topic_id FROM log_source");
                    ResultSet row = known.executeQuery()) {
                if (!row.next()) {
                    insert(connection);
                } else if (!row.getString("topic").equals(topic)
                        || !row.getString("topic_id").equals(id)) {
                    throw new MeshException(
                            ConsoleErrors.OTHER_LOG,
                            "the database was made from topic " + row.getString("topic") + " (id "
                                    + row.getString("topic_id") + "), not from " + topic + " (id " + id + ")");
                }
            }
            return topic;
        });
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO log_source (one, topic, topic_id) VALUES (1, ?, ?)")) {
            statement.setString(1, topic);
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }
}
