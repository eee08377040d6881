package dev.agentmesh.cli.connection;

import java.util.Map;

/** How long clients of a command wait: a person sits in front of it, so less than half of what suits a server. */
final class Patience {
    /** Below what the settings of a project or a variable say. */
    static final Map<String, String> DEFAULTS = Map.of(
            "consumer.default.api.timeout.ms", "8000",
            "consumer.request.timeout.ms", "7000",
            "admin.default.api.timeout.ms", "8000",
            "admin.request.timeout.ms", "7000",
            "producer.max.block.ms", "8000",
            "producer.request.timeout.ms", "7000",
            "producer.delivery.timeout.ms", "8000",
            "max.retries", "1");

    private Patience() {}
}
