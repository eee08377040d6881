package dev.agentmesh.orchestrator.topology;

import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Makes a processor per task. */
public final class RunProcessors {
    private RunProcessors() {}

    public static ProcessorSupplier<byte[], byte[], byte[], OutRecord> of(Parts parts) {
        return () -> new RunProcessor(parts);
    }

    /** For the breakers of agents, which are no part of any run. */
    public static ProcessorSupplier<byte[], byte[], byte[], OutRecord> ofHealth(Parts parts) {
        return () -> new HealthProcessor(parts);
    }
}
