package dev.agentmesh.topics.doctor;

import dev.agentmesh.topics.catalogue.TopicSpec;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with the subjects of the registry. */
final class SubjectChecks {
    private final SchemaRegistry registry;

    SubjectChecks(SchemaRegistry registry) {
        this.registry = registry;
    }

    List<Finding> examine(List<TopicSpec> topics) {
        List<Finding> findings = new ArrayList<>();
        for (TopicSpec topic : topics) {
            String subject = "subject " + topic.subject();
            if (registry.lookup(topic.subject(), topic.schema()).isEmpty()) {
                findings.add(Finding.error(
                        TopicErrors.NOT_REGISTERED, subject, "the schema of this version is not registered"));
                continue;
            }
            Compatibility level = registry.compatibility(topic.subject()).orElseGet(registry::defaultCompatibility);
            if (!level.readsAllHistory()) {
                findings.add(Finding.error(
                        TopicErrors.COMPATIBILITY_LEVEL,
                        subject,
                        "compatibility is " + level + ", expected " + Compatibility.BACKWARD_TRANSITIVE));
            }
        }
        return findings;
    }
}
