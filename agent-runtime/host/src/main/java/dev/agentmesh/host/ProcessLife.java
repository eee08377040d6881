package dev.agentmesh.host;

import dev.agentmesh.agent.AgentDeclarationException;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.settings.HostSettings;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A process that serves agents: one line of JSON on stdout per agent when it is ready, everything else on stderr; SIGTERM and SIGINT drain
 * it and it exits with 0. Other exit codes: 2 usage and settings, 3 no such agent, 5 Kafka or registry out of reach, 11 an agent that cannot be
 * served as declared, 1 anything else.
 */
final class ProcessLife {
    private static final PrintStream DATA = System.out;
    private static final PrintStream WORDS = System.err;

    private ProcessLife() {}

    static Supplier<HostSettings> settings() {
        return () -> HostSettings.from(System.getenv(), meshProperties());
    }

    /** System properties that begin with {@code mesh.}. */
    static Map<String, String> meshProperties() {
        Map<String, String> found = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("mesh.")) {
                found.put(name, System.getProperty(name, ""));
            }
        }
        return found;
    }

    /** Returns when the host has been drained by a signal; ends the process itself when it cannot serve. */
    static void live(Supplier<List<AgentDefinition>> agents, Supplier<HostSettings> settings) {
        AtomicBoolean failing = new AtomicBoolean();
        try {
            AgentHost host = AgentHost.start(settings.get(), agents.get());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drainAndEnd(host, failing), "mesh-drain"));
            host.joined().thenRun(() -> sayReady(host));
            host.ended().join();
        } catch (CompletionException e) {
            failing.set(true);
            System.exit(explain(e.getCause() == null ? e : e.getCause()));
        } catch (RuntimeException e) {
            failing.set(true);
            System.exit(explain(e));
        }
    }

    /** A JVM that ends by a signal reports the signal; one that did what the signal asked for reports success. */
    private static void drainAndEnd(AgentHost host, AtomicBoolean failing) {
        host.drain();
        if (!failing.get()) {
            WORDS.flush();
            DATA.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    private static void sayReady(AgentHost host) {
        for (AgentDefinition agent : host.agents()) {
            DATA.println("{\"ready\":true,\"agent\":\"" + agent.name() + "\",\"instance\":\"" + host.instance()
                    + "\",\"pid\":" + ProcessHandle.current().pid() + "}");
        }
        DATA.flush();
    }

    /** Says what is wrong and what to do about it. */
    static int explain(Throwable failure) {
        return switch (failure) {
            case MeshException e -> {
                ErrorCode error = e.error();
                WORDS.println("error " + e.getMessage());
                WORDS.println("  cause  " + error.cause());
                WORDS.println("  fix    " + error.fix());
                WORDS.println("  docs   mesh explain " + error.code());
                yield exitCode(error);
            }
            case AgentDeclarationException e -> {
                WORDS.println("error " + e.getMessage());
                WORDS.println("  docs   mesh explain " + e.code());
                yield 11;
            }
            default -> {
                failure.printStackTrace(WORDS);
                yield 1;
            }
        };
    }

    private static int exitCode(ErrorCode error) {
        if (error.equals(HostErrors.NO_AGENT)) {
            return 3;
        }
        if (error.equals(TopicErrors.BROKER_UNREACHABLE) || error.equals(TopicErrors.REGISTRY_UNREACHABLE)) {
            return 5;
        }
        if (error.equals(HostErrors.UNKNOWN_SETTING)
                || error.equals(HostErrors.BAD_SETTING)
                || error.equals(TopicErrors.INVALID_SETTING)) {
            return 2;
        }
        return error.equals(HostErrors.UNDESCRIBABLE_TYPE) || error.equals(HostErrors.BAD_SKILL_METHOD) ? 11 : 1;
    }
}
