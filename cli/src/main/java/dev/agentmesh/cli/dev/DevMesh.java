package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.localcluster.DataFolder;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.clients.ClusterSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The dev server for another command of this program: the same processes, kept running the same way. Thread-safe. */
public final class DevMesh implements AutoCloseable {
    private final DevServer server;

    private DevMesh(DevServer server) {
        this.server = server;
    }

    /**
     * Starts broker, registry and orchestrator on an empty folder and returns when all are ready.
     *
     * @param data emptied first; refused when it is somebody's other folder
     * @param notes takes a line for people now and then
     */
    public static DevMesh fresh(Path data, Path home, Consumer<String> notes) {
        return fresh(data, home, notes, DevSettings.BrokerKind.LIGHT);
    }

    /** As {@link #fresh(Path, Path, Consumer)}, with a broker as servers run them: what is measured on it holds for those. */
    public static DevMesh freshOnLastingBroker(Path data, Path home, Consumer<String> notes) {
        return fresh(data, home, notes, DevSettings.BrokerKind.LASTING);
    }

    private static DevMesh fresh(Path data, Path home, Consumer<String> notes, DevSettings.BrokerKind brokerKind) {
        DevSettings settings = new DevSettings(
                data,
                home,
                OptionalInt.of(0),
                OptionalInt.of(0),
                TopicNames.DEFAULT_NAMESPACE,
                home,
                DevSettings.Agents.LEFT_OUT,
                brokerKind,
                DevSettings.ReadSide.LEFT_OUT);
        DataFolder folder = FreshFolder.open(data);
        DevServer server = new DevServer(settings, folder, notes);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-stop"));
        server.start();
        return new DevMesh(server);
    }

    /** Where clients find it. */
    public ClusterSettings cluster() {
        return server.cluster();
    }

    /** The processes by name as they run now; one that was started again has another number. */
    public Map<String, Long> pids() {
        return server.state().members().stream().collect(Collectors.toMap(DevState.Member::name, DevState.Member::pid));
    }

    @Override
    public void close() {
        server.close();
    }
}
