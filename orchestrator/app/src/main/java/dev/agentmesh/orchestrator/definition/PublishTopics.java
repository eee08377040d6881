package dev.agentmesh.orchestrator.definition;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.StepWalk;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.topics.catalogue.Provisioner;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics workflows publish to: made when a definition that names them is read, and looked at again and again after that, so
 * that a step which publishes to a missing one fails by itself instead of holding up its partition. Safe for use by many
 * threads.
 */
public final class PublishTopics {
    private static final Logger LOG = LoggerFactory.getLogger(PublishTopics.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final TopicNames names;
    private final Provisioner provisioner;
    private final Admin admin;
    private volatile Set<String> existing = Set.of();
    private Instant looked = Instant.MIN;

    public PublishTopics(TopicNames names, Provisioner provisioner, Admin admin) {
        this.names = names;
        this.provisioner = provisioner;
        this.admin = admin;
    }

    /** Makes what {@code workflow} publishes to. What cannot be made fails the steps that need it, not the definition. */
    void provision(Workflow workflow) {
        List<String> topics = StepWalk.all(workflow).stream()
                .map(Step::verb)
                .filter(OutsideVerb.Publish.class::isInstance)
                .map(verb -> ((OutsideVerb.Publish) verb).topic())
                .distinct()
                .toList();
        topics.forEach(this::make);
        if (!topics.isEmpty()) {
            look();
        }
    }

    private void make(String topic) {
        try {
            provisioner.provisionOpen(topic);
        } catch (MeshException e) {
            LOG.atError()
                    .addKeyValue("errorCode", e.code())
                    .log("topic {} cannot be made, publishing to it will fail: {}", names.open(topic), e.getMessage());
        }
    }

    /** Looks which topics there are, when the last look is long enough ago. */
    void lookAgain(Instant now) {
        if (now.isAfter(looked.plus(LOOK_AGAIN))) {
            looked = now;
            look();
        }
    }

    private void look() {
        try {
            existing = Set.copyOf(admin.listTopics().names().get());
        } catch (ExecutionException e) {
            LOG.warn("topics cannot be listed, the last list stays: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing can be published to {@code topic}; empty when it can. */
    public Optional<Failure> missing(String topic) {
        String name = names.open(topic);
        return existing.contains(name)
                ? Optional.empty()
                : Optional.of(new Failure(
                        FailureKind.WORKFLOW,
                        TopicErrors.MISSING_TOPIC.code(),
                        "Topic " + name + " does not exist; make it, or deploy the workflow again"));
    }
}
