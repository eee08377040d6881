package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.LocalBrokerLauncher;
import dev.agentmesh.localcluster.LocalBrokerSettings;
import dev.agentmesh.localcluster.LocalRegistry;
import dev.agentmesh.localcluster.LocalRegistrySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The programs of every dev server. */
final class Programs {
    private Programs() {}

    static Program broker(DevSettings settings) {
        return named("broker", () -> {
            int port = Ports.wish(
                    settings.kafkaPort(), Ports.KAFKA, settings.broker().resolve("broker.json"));
            var broker = LocalBrokerLauncher.start(
                    LocalBrokerSettings.in(settings.broker()).withPort(port), brokerFlags(settings));
            return new Live(broker.process(), broker.port(), broker.bootstrapServers(), broker::close);
        });
    }

    private static List<String> brokerFlags(DevSettings settings) {
        List<String> flags =
                new ArrayList<>(ModulePath.archive(settings.home(), "broker", System.getProperty("java.class.path")));
        if (settings.brokerKind() == DevSettings.BrokerKind.LASTING) {
            flags.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=4"));
        }
        return flags;
    }

    static Program registry(DevSettings settings) {
        return named("registry", () -> {
            var registry = LocalRegistry.start(LocalRegistrySettings.in(settings.registry()));
            return new Live(registry.process(), registry.port(), registry.url(), registry::close);
        });
    }

    static Program named(String name, Supplier<Live> start) {
        return new Program() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Live start() {
                return start.get();
            }
        };
    }
}
