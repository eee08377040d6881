package dev.agentmesh.micronaut;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.host.AgentHost;
import dev.agentmesh.host.settings.HostSettings;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.AnnotatedAgents;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the agents of a context: joins the mesh when the context has started, drains when it stops. Settings are those of
 * {@link HostSettings}, read from the application's configuration; {@code mesh.agents.enabled=false} serves nothing.
 */
@Singleton
@Requires(property = "mesh.agents.enabled", notEquals = "false")
public final class MeshAgents {
    private static final Logger LOG = LoggerFactory.getLogger(MeshAgents.class);
    private static final String KAFKA = "mesh.kafka";
    private static final List<String> OF_THE_CLUSTER =
            List.of("mesh.topics.partitions", "mesh.topics.replication.factor");

    private final BeanContext context;
    private final Environment environment;
    private volatile @Nullable AgentHost host;

    MeshAgents(BeanContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
    }

    /** Serves every agent bean; does nothing when there is none. */
    @EventListener
    void onStartup(StartupEvent event) {
        List<AgentDefinition> agents = agents();
        if (agents.isEmpty()) {
            LOG.atInfo().log("no bean carries @Agent; nothing is served");
            return;
        }
        AgentHost started = AgentHost.start(HostSettings.from(System.getenv(), settings()), agents);
        host = started;
        started.ended().whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.atError().log("agents are no longer served: {}", failure.getMessage());
            }
        });
    }

    private List<AgentDefinition> agents() {
        return context.getBeanDefinitions(Qualifiers.byStereotype(Agent.class)).stream()
                .sorted(Comparator.comparing(BeanDefinition::getName))
                .map(context::getBean)
                .map(AnnotatedAgents::define)
                .toList();
    }

    private Map<String, String> settings() {
        Map<String, String> found = new HashMap<>();
        HostSettings.keys().forEach(key -> put(found, key));
        OF_THE_CLUSTER.forEach(key -> put(found, key));
        environment
                .getProperties(KAFKA, StringConvention.RAW)
                .forEach((name, value) -> flatten(found, KAFKA + "." + name, value));
        return found;
    }

    private void put(Map<String, String> found, String key) {
        environment.getProperty(key, String.class).ifPresent(value -> found.put(key, value));
    }

    private static void flatten(Map<String, String> found, String name, Object value) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, inner) -> flatten(found, name + "." + key, inner));
        } else {
            found.put(name, String.valueOf(value));
        }
    }

    /** How serving goes; empty when nothing is served. */
    public Optional<AgentHost.Health> health() {
        return Optional.ofNullable(host).map(AgentHost::health);
    }

    /** The host that serves; empty when nothing is served. */
    public Optional<AgentHost> host() {
        return Optional.ofNullable(host);
    }

    @PreDestroy
    void drain() {
        AgentHost serving = host;
        if (serving != null) {
            serving.drain();
        }
    }
}
