package dev.agentmesh.host;

import dev.agentmesh.host.discover.AgentClasses;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.settings.HostSettings;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.AnnotatedAgents;
import dev.agentmesh.topics.error.MeshException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the annotated agents of some jars or folders, or of the class path, as one process.
 *
 * <pre>AgentProcess [--agent NAME] [--instance NAME] [--classes JAR|FOLDER]...</pre>
 *
 * <p>{@code --agent} serves only that one, so that several processes can run from one jar. Everything else is set as {@link HostSettings}
 * says. When ready it prints one line of JSON per agent, {@code {"ready":true,"agent":...,"instance":...,"pid":...}}, and nothing else, to
 * stdout.
 */
public final class AgentProcess {
    private AgentProcess() {}

    public static void main(String[] args) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (MeshException e) {
            System.exit(ProcessLife.explain(e));
            return;
        }
        ProcessLife.live(() -> define(arguments), () -> settings(arguments));
    }

    private static List<AgentDefinition> define(Arguments arguments) {
        return AgentClasses.in(arguments.classes()).load(arguments.agent()).stream()
                .map(AnnotatedAgents::construct)
                .map(AnnotatedAgents::define)
                .toList();
    }

    private static HostSettings settings(Arguments arguments) {
        Map<String, String> properties = ProcessLife.meshProperties();
        if (arguments.instance() != null) {
            properties.put("mesh.instance", arguments.instance());
        }
        return HostSettings.from(System.getenv(), properties);
    }

    record Arguments(@Nullable String agent, @Nullable String instance, List<Path> classes) {
        /** @throws MeshException {@code MESH-3009} for anything it does not know */
        static Arguments parse(String[] args) {
            String agent = null;
            String instance = null;
            List<Path> classes = new ArrayList<>();
            for (int i = 0; i < args.length; i += 2) {
                if (i + 1 == args.length) {
                    throw usage(args[i] + " needs a value");
                }
                switch (args[i]) {
                    case "--agent" -> agent = args[i + 1];
                    case "--instance" -> instance = args[i + 1];
                    case "--classes" -> classes.add(Path.of(args[i + 1]));
                    default -> throw usage("unknown argument " + args[i]);
                }
            }
            return new Arguments(agent, instance, List.copyOf(classes));
        }

        private static MeshException usage(String what) {
            return new MeshException(
                    HostErrors.BAD_SETTING,
                    what + "; usage: AgentProcess [--agent NAME] [--instance NAME] [--classes JAR|FOLDER]...");
        }
    }
}
