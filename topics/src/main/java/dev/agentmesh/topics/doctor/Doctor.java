package dev.agentmesh.topics.doctor;

import dev.agentmesh.topics.catalogue.Catalogue;
import dev.agentmesh.topics.catalogue.ClusterView;
import dev.agentmesh.topics.catalogue.TopicSpec;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.registry.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Examines the topics, groups, brokers and subjects of one namespace. */
public final class Doctor {
    private final Catalogue catalogue;
    private final Admin admin;
    private final SchemaRegistry registry;
    private final Duration longestDeadline;

    /** @param longestDeadline of any task or run; what topics keep must outlive it */
    public Doctor(Catalogue catalogue, Admin admin, SchemaRegistry registry, Duration longestDeadline) {
        this.catalogue = catalogue;
        this.admin = admin;
        this.registry = registry;
        this.longestDeadline = longestDeadline;
    }

    /**
     * All that is wrong, nothing if all is well. A cluster or registry that cannot be reached is a finding, and what needs it is left
     * out; this throws nothing for it.
     */
    public List<Finding> examine() {
        List<TopicSpec> topics = new ArrayList<>(catalogue.topics());
        List<Finding> findings = new ArrayList<>();
        findings.addAll(unlessUnreachable("Kafka", () -> {
            ClusterView cluster = ClusterView.read(admin, catalogue.names());
            cluster.topicNames().stream()
                    .flatMap(name -> catalogue.names().agentOf(name).stream())
                    .sorted()
                    .forEach(agent -> topics.add(catalogue.tasks(agent)));
            return new TopicChecks(cluster, longestDeadline).examine(topics);
        }));
        boolean kafkaAnswers =
                findings.stream().noneMatch(finding -> finding.subject().equals("Kafka"));
        if (kafkaAnswers) {
            BrokerChecks brokers = new BrokerChecks(admin, catalogue.names());
            findings.addAll(unlessUnreachable("Kafka", brokers::features));
            findings.addAll(unlessUnreachable("Kafka", brokers::offsetsRetention));
            findings.addAll(unlessUnreachable("Kafka", brokers::shareGroups));
        }
        findings.addAll(unlessUnreachable("schema registry", () -> new SubjectChecks(registry).examine(topics)));
        return List.copyOf(findings);
    }

    private static List<Finding> unlessUnreachable(String what, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (MeshException e) {
            return List.of(Finding.error(e.error(), what, String.valueOf(e.getMessage())));
        }
    }
}
