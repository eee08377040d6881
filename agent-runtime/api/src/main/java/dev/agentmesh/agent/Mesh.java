package dev.agentmesh.agent;

import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.agent.spi.AgentServer;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * The way into the mesh without a framework: name agents, then serve them. Where the mesh is, is read from the environment
 * ({@code MESH_BOOTSTRAP} and its neighbours) by the host on the class path. Not safe for use by several threads.
 *
 * {@snippet :
 * Mesh.connect()
 *     .agent("greeter", a -> a.about("Says hello").skill("greet", String.class, String.class, (name, task) -> "Hello " + name))
 *     .serve();
 * }
 */
public final class Mesh {
    private final AgentServer server;
    private final List<AgentDeclaration> agents = new ArrayList<>();

    private Mesh(AgentServer server) {
        this.server = server;
    }

    /**
     * Finds the host on the class path; nothing is connected before {@link #serve()}.
     *
     * @throws AgentDeclarationException {@code MESH-3003} when there is none
     */
    public static Mesh connect() {
        return ServiceLoader.load(AgentServer.class)
                .findFirst()
                .map(Mesh::on)
                .orElseThrow(() -> new AgentDeclarationException(
                        AgentDeclarationException.NO_HOST,
                        "no agent host is on the class path; add the jars of agentmesh-agent-host"));
    }

    /** The same through a host of the caller's, which is how tests and embedders do it. */
    public static Mesh on(AgentServer server) {
        return new Mesh(server);
    }

    /**
     * Adds an agent made of functions.
     *
     * @param name part of the agent's topic: lower-case letters, digits and dashes, 1 to 64 characters
     * @throws AgentDeclarationException {@code MESH-3001} or {@code MESH-3002} for a name that cannot be used
     */
    public Mesh agent(String name, Consumer<AgentBuilder> description) {
        AgentBuilder builder = new AgentBuilder(name);
        description.accept(builder);
        agents.add(builder.build());
        return this;
    }

    /** Adds an instance of a class that carries {@link Agent}. */
    public Mesh agent(Object annotated) {
        agents.add(new AgentDeclaration.Annotated(annotated));
        return this;
    }

    /** Serves the agents until the process is asked to end (SIGTERM); running tasks are given time to finish first. */
    public void serve() {
        if (agents.isEmpty()) {
            throw new AgentDeclarationException(
                    AgentDeclarationException.NOTHING_TO_SERVE, "no agent was named; call agent(...) before serve()");
        }
        server.serve(List.copyOf(agents));
    }
}
