package dev.agentmesh.eventlog.samples;

import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.topics.serde.MeshSerde;
import dev.agentmesh.topics.serde.RecordSerde;
import java.util.Map;

/** Codecs over a registry that registers what it is asked for. */
public final class Codecs {
    public static final String EVENTS = "mesh.events";

    private Codecs() {}

    public static RecordSerde serde(int firstId) {
        return new MeshSerde(Map.of("auto.register.schemas", "true"), new FixedRegistry(firstId));
    }

    /** A codec whose registry knows the schema already, so that it reads what another such codec wrote. */
    public static EventCodec events() {
        EventCodec codec = new EventCodec(serde(1), EVENTS);
        codec.encode(new LoggedEvent("r", 1, SampleRun.START, "", EventHash.NONE, SampleRun.started()));
        return codec;
    }
}
