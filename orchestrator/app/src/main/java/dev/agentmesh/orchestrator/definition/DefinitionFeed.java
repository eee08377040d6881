package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.WorkflowDeployment;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of deployed definitions. Read to its end once before the orchestrator starts, then followed by a
 * thread of its own. A definition becomes known only when every task topic it can send to exists, so that a dispatch
 * never meets a missing one.
 */
public final class DefinitionFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final MessageCodec<WorkflowDeployment> codec;
    private final DefinitionReader reader;
    private final Provisioner provisioner;
    private final DefinitionCatalogue catalogue;
    private final PublishTopics published;
    private final Thread follower =
            Thread.ofPlatform().name("definitions").daemon().unstarted(this::follow);
    private volatile boolean closing;

    public DefinitionFeed(
            Consumer<byte[], byte[]> consumer,
            String topic,
            MessageCodec<WorkflowDeployment> codec,
            DefinitionReader reader,
            Provisioner provisioner,
            DefinitionCatalogue catalogue,
            PublishTopics published) {
        this.consumer = consumer;
        this.topic = topic;
        this.codec = codec;
        this.reader = reader;
        this.provisioner = provisioner;
        this.catalogue = catalogue;
        this.published = published;
    }

    /** Reads what is deployed now, then goes on in the background. */
    public void start() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
        LOG.info("{} definitions are deployed", catalogue.size());
        follower.start();
    }

    private void follow() {
        try {
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
                published.lookAgain(Instant.now());
            }
        } catch (WakeupException _) {
            LOG.debug("the feed of definitions was woken to end");
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
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
        closing = true;
        consumer.wakeup();
        try {
            follower.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
