package dev.agentmesh.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.eventlog.read.TopicReader;
import dev.agentmesh.topics.catalogue.Plan;
import dev.agentmesh.topics.doctor.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Topics as such, whatever is in them. */
public interface TopicGateway {
    /** The topics of the namespace by name. */
    List<Topic> list();

    /** What it would take to make the namespace what it should be. */
    Plan plan();

    /** Does what {@link #plan()} says and returns it. */
    Plan apply();

    /** Makes sure that an agent has its task topic; what it returns was changed. */
    Plan provisionAgent(String agent);

    /** All that is wrong with the namespace. */
    List<Finding> examine();

    TopicReader reader(String topic);

    /** A record's value as JSON: decoded with the schema it names, else what it is as text or bytes. */
    JsonNode show(byte @Nullable [] value);

    /**
     * JSON as a value of the topic, with the newest schema of its subject.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-6007 without a schema, MESH-6003 when the JSON does not fit it
     */
    byte[] encode(String topic, String json);

    /** Sends a record and returns where it is. */
    Position publish(Outgoing outgoing);

    /** @param records upper bound: markers of transactions are counted too */
    record Topic(String name, int partitions, long records, Optional<String> cleanup) {}

    /** A record to send. */
    record Outgoing(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {}

    record Position(int partition, long offset) {}
}
