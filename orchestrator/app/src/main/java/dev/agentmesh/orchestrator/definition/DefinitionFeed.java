package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.orchestrator.follow.TopicFollower;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of deployed definitions. Read to its end once before the orchestrator starts, then followed by a
 * thread of its own. A definition becomes known only when every task topic it can send to exists, so that a dispatch
 * never meets a missing one.
 */
public final class DefinitionFeed implements TopicFollower.Reader, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionFeed.class);

    private final MessageCodec<WorkflowDeployment> codec;
    private final DefinitionReader reader;
    private final Provisioner provisioner;
    private final DefinitionCatalogue catalogue;
    private final PublishTopics published;
    private final TopicFollower follower;

    public DefinitionFeed(
            Consumer<byte[], byte[]> consumer,
            String topic,
            MessageCodec<WorkflowDeployment> codec,
            DefinitionReader reader,
            Provisioner provisioner,
            DefinitionCatalogue catalogue,
            PublishTopics published) {
        this.codec = codec;
        this.reader = reader;
        this.provisioner = provisioner;
        this.catalogue = catalogue;
        this.published = published;
        this.follower = new TopicFollower(consumer, topic, this);
    }

    /** Reads what is deployed now, then goes on in the background. */
    public void start() {
        follower.readToEnd();
        LOG.info("{} definitions are deployed", catalogue.size());
        follower.start();
    }

    @Override
    public void lookAround() {
        published.lookAgain(Instant.now());
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            add(codec.decode(record.value()));
        } catch (UndecodableRecord | IllegalArgumentException e) {
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a deployed definition is passed over, runs of it will be refused: {}", e.getMessage());
        } catch (MeshException e) {
            LOG.atError()
                    .addKeyValue("errorCode", e.code())
                    .log("a deployed definition cannot be used: {}", e.getMessage());
        }
    }

    private void add(WorkflowDeployment deployment) {
        Optional<Outline> known = catalogue.find(deployment.name(), Optional.of(deployment.version()));
        if (known.isPresent()) {
            if (!known.get().workflow().ref().hash().equals(deployment.hash())) {
                LOG.error("{} was deployed again with other content; the first one stays", deployment.key());
            }
            return;
        }
        if (deployment.name().startsWith(DirectWork.PREFIX)) {
            LOG.error(
                    "{} is not deployed: names that start with {} mean an agent's skill",
                    deployment.key(),
                    DirectWork.PREFIX);
            return;
        }
        Workflow workflow = reader.read(deployment.source(), deployment.key());
        AgentsOf.workflow(workflow).forEach(provisioner::provisionAgent);
        published.provision(workflow);
        catalogue.add(new Outline(workflow));
        LOG.info("{} is deployed", deployment.key());
    }

    @Override
    public void close() {
        follower.close();
    }
}
