package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.OwnedMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How Apicurio Registry is started: all that is known about that program is here. */
final class RegistryProgram {

    /** Its Confluent-compatible API. */
    static final String API = "/apis/ccompat/v7";

    private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private RegistryProgram() {}

    static ChildJvm in(Path folder, int port, int managementPort, Path home) {
        var flags = new ArrayList<>(List.of(
                "-Xmx192m",
                "-XX:+UseSerialGC",
                // It answers a few requests and is then idle: starting fast is worth more than peak speed.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + folder.resolve("registry-crash-%p.log"),
                "-Djava.awt.headless=true",
                // Stand in its own jar's manifest, which counts only with -jar.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED"));
        properties(folder, port, managementPort).forEach((name, value) -> flags.add("-D" + name + "=" + value));
        return new ChildJvm(
                flags,
                RegistryHome.ownClasses() + java.io.File.pathSeparator + home.resolve(RegistryHome.RUNNABLE),
                OwnedMain.class.getName(),
                List.of(Long.toString(ProcessHandle.current().pid()), MAIN),
                folder,
                log(folder));
    }

    static Path log(Path folder) {
        return folder.resolve("logs").resolve("registry.log");
    }

    private static Map<String, String> properties(Path folder, int port, int managementPort) {
        var properties = new TreeMap<String, String>();
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", Integer.toString(port));
        // Listens on every interface otherwise.
        properties.put("quarkus.management.host", "127.0.0.1");
        properties.put("quarkus.management.port", Integer.toString(managementPort));
        properties.put("apicurio.storage.kind", "sql");
        properties.put("apicurio.storage.sql.kind", "h2");
        // Without WRITE_DELAY=0 a kill takes the registrations of the last half second with it.
        properties.put(
                "apicurio.datasource.url",
                "jdbc:h2:file:" + folder.resolve("registry") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
        properties.put("apicurio.rules.global.compatibility", "BACKWARD_TRANSITIVE");
        properties.put("quarkus.banner.enabled", "false");
        properties.put("quarkus.http.access-log.enabled", "false");
        properties.put("quarkus.otel.sdk.disabled", "true");
        // It would take Ctrl-C back from its owner.
        properties.put("disable-signal-handlers", "true");
        return properties;
    }
}
