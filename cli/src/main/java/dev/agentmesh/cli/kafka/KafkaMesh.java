package dev.agentmesh.cli.kafka;

import dev.agentmesh.cli.gateway.AgentGateway;
import dev.agentmesh.cli.gateway.LetterGateway;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.cli.gateway.WorkflowGateway;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.deadletter.DeadLetterReader;
import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import dev.agentmesh.topics.deadletter.Redriver;
import java.time.Clock;
import java.util.List;

/** A mesh behind one connection. */
final class KafkaMesh implements MeshGateway {
    private final Connection connection;
    private final Clock clock;
    private final KafkaRuns runs;

    KafkaMesh(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.runs = new KafkaRuns(connection);
    }

    @Override
    public ClusterSettings cluster() {
        return connection.cluster();
    }

    @Override
    public RunGateway runs() {
        return runs;
    }

    @Override
    public LetterGateway letters() {
        return new LetterGateway() {
            @Override
            public Letters read() {
                return new DeadLetterReader(
                                connection.clients(), connection.codecs().deadLetters())
                        .read();
            }

            @Override
            public List<RedriveResult> redrive(RedriveRequest request) {
                return new Redriver(connection.clients(), connection.codecs(), clock).redrive(request);
            }
        };
    }

    @Override
    public WorkflowGateway workflows() {
        return new KafkaWorkflows(connection);
    }

    @Override
    public AgentGateway agents() {
        return new KafkaAgents(connection);
    }

    @Override
    public TopicGateway topics() {
        return new KafkaTopics(connection);
    }

    @Override
    public void close() {
        runs.close();
        connection.close();
    }
}
