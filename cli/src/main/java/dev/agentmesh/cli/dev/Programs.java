package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.LocalBrokerLauncher;
import dev.agentmesh.localcluster.LocalRegistry;
import dev.agentmesh.localcluster.LocalServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The programs of every dev server. */
final class Programs {
    private Programs() {}

    static Program broker(DevSettings settings) {
        Path caches = ModulePath.caches(settings.home());
        return named("broker", () -> {
            int port = Ports.wish(
                    settings.kafkaPort(), Ports.KAFKA, settings.broker().resolve("broker.json"));
            var broker = LocalBrokerLauncher.start(
                    LocalServerSettings.in(settings.broker()).withPort(port).cachedIn(caches), brokerFlags(settings));
            return new Live(broker.process(), broker.port(), broker.bootstrapServers(), broker::close);
        });
    }

    private static List<String> brokerFlags(DevSettings settings) {
        return settings.brokerKind() == DevSettings.BrokerKind.LASTING
                ? List.of("-Xmx1g", "-XX:TieredStopAtLevel=4")
                : List.of();
    }

    static Program registry(DevSettings settings) {
        Path caches = ModulePath.caches(settings.home());
        return named("registry", () -> {
            var registry = LocalRegistry.start(
                    LocalServerSettings.in(settings.registry()).cachedIn(caches));
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
