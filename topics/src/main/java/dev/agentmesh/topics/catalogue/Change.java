package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.util.Optional;

/** One difference between the catalogue and a cluster. */
public sealed interface Change {
    /** One line for people. */
    String describe();

    record CreateTopic(TopicSpec topic) implements Change {
        @Override
        public String describe() {
            return "create topic " + topic.name() + " (" + topic.partitions() + " partitions, replication "
                    + topic.replicationFactor() + ")";
        }
    }

    /** More instances of an agent than its topic has partitions would have nothing to do. */
    record AddPartitions(String topic, int partitions, int actual) implements Change {
        @Override
        public String describe() {
            return "raise the partitions of topic " + topic + " to " + partitions + " (is " + actual + ")";
        }
    }

    record ChangeSetting(String topic, TopicSetting setting, String actual) implements Change {
        @Override
        public String describe() {
            return "set " + setting.key() + " of topic " + topic + " to " + setting.value() + " (is " + actual + ")";
        }
    }

    /**
     * The subject is to enforce its level itself, whatever the registry's default is.
     *
     * @param actual empty when it has none of its own
     */
    record SetCompatibility(String subject, Compatibility level, Optional<Compatibility> actual) implements Change {
        @Override
        public String describe() {
            return "set compatibility of subject " + subject + " to " + level + " (is "
                    + actual.map(Enum::name).orElse("the registry's default") + ")";
        }
    }

    record RegisterSchema(String subject, String schema) implements Change {
        @Override
        public String describe() {
            return "register the schema of subject " + subject;
        }
    }

    /** A difference that no program should remove: somebody has to decide. */
    record Blocked(ErrorCode error, String what) implements Change {
        @Override
        public String describe() {
            return error.code() + " " + what + "; " + error.fix();
        }
    }
}
