package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.LocalBrokerLauncher;
import dev.agentmesh.localcluster.LocalBrokerSettings;
import dev.agentmesh.localcluster.LocalRegistry;
import dev.agentmesh.localcluster.LocalRegistrySettings;
import java.util.function.Supplier;

/** The programs of every dev server. */
final class Programs {
    private Programs() {}

    static Program broker(DevSettings settings) {
        return named("broker", () -> {
            int port = Ports.wish(
                    settings.kafkaPort(), Ports.KAFKA, settings.broker().resolve("broker.json"));
            var broker = LocalBrokerLauncher.start(
                    LocalBrokerSettings.in(settings.broker()).withPort(port),
                    ModulePath.archive(settings.home(), "broker", System.getProperty("java.class.path")));
            return new Live(broker.process(), broker.port(), broker.bootstrapServers(), broker::close);
        });
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
