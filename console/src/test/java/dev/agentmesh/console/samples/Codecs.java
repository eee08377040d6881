package dev.agentmesh.console.samples;

import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.localcluster.testing.StubRegistry;
import dev.agentmesh.topics.registry.HttpSchemaRegistry;
import dev.agentmesh.topics.serde.MeshSerde;
import java.util.Map;

/** A codec over a registry of its own. */
public final class Codecs implements AutoCloseable {
    private final StubRegistry stub = StubRegistry.start();
    private final HttpSchemaRegistry registry;
    private final EventCodec events;

    public Codecs(String topic) {
        Map<String, String> properties = Map.of("schema.registry.url", stub.url(), "auto.register.schemas", "true");
        registry = HttpSchemaRegistry.from(properties);
        events = new EventCodec(new MeshSerde(properties, registry), topic);
    }

    public EventCodec events() {
        return events;
    }

    public String url() {
        return stub.url();
    }

    @Override
    public void close() {
        registry.close();
        stub.close();
    }
}
