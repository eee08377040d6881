package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Identifiers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of all topics of one namespace, and of what is named like them.
 *
 * @param namespace lower-case letters, digits and hyphens, at most 64; a prefix of every name, so one ACL rule fits a tenant
 */
public record TopicNames(String namespace) {
    public static final String DEFAULT_NAMESPACE = "mesh";

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public TopicNames {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new MeshException(
                    TopicErrors.INVALID_SETTING, "namespace \"" + namespace + "\" must match " + NAMESPACE.pattern());
        }
    }

    public String commands() {
        return name("commands");
    }

    public String results() {
        return name("results");
    }

    public String events() {
        return name("events");
    }

    public String outcomes() {
        return name("outcomes");
    }

    public String deadLetters() {
        return name("dead-letters");
    }

    public String workflows() {
        return name("workflows");
    }

    /** What agents say to each other. */
    public String messages() {
        return name("messages");
    }

    public String agents() {
        return name("agents");
    }

    public String control() {
        return name("control");
    }

    /** What is heard of calls of agents. */
    public String health() {
        return name("health");
    }

    /** Where the circuit breakers of agents stand. */
    public String breakers() {
        return name("breakers");
    }

    /** The task topic of an agent. */
    public String tasks(String agent) {
        return tasksPrefix() + Identifiers.requireName("agent", agent);
    }

    /** A topic that workflows write to and the mesh knows nothing else of. */
    public String open(String topic) {
        return name(topic);
    }

    /** What the names of all task topics start with. */
    public String tasksPrefix() {
        return name("tasks.");
    }

    /** The agent whose task topic this is; empty for any other topic. */
    public Optional<String> agentOf(String topic) {
        return topic.startsWith(tasksPrefix())
                ? Optional.of(topic.substring(tasksPrefix().length()))
                : Optional.empty();
    }

    /** The consumer group in which the instances of an agent share its work. */
    public String agentGroup(String agent) {
        return namespace + ".agent." + Identifiers.requireName("agent", agent);
    }

    /** The share group in which they do when they take tasks one by one. */
    public String lanesGroup(String agent) {
        return namespace + ".lanes." + Identifiers.requireName("agent", agent);
    }

    /** The consumer group in which the instances of an agent share the messages to it. */
    public String inboxGroup(String agent) {
        return namespace + ".inbox." + Identifiers.requireName("agent", agent);
    }

    private String name(String suffix) {
        return namespace + "." + suffix;
    }
}
