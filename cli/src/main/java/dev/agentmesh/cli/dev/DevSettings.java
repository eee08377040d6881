package dev.agentmesh.cli.dev;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a dev server is started with.
 *
 * @param data its folder, absolute
 * @param project where {@code workflows} and {@code agents} are looked for, absolute
 * @param kafkaPort empty takes the port of the last start, else 9092 when it is free, else any
 * @param httpPort of the orchestrator's pages; empty likewise with 8300
 * @param home root of the installation
 * @param agents whether the agents of the project are started
 * @param brokerKind what the broker is made for
 * @param readSide whether a console is started
 */
record DevSettings(
        Path data,
        Path project,
        OptionalInt kafkaPort,
        OptionalInt httpPort,
        String namespace,
        Path home,
        Agents agents,
        BrokerKind brokerKind,
        ReadSide readSide) {

    /** Whether the project's own agents run. */
    enum Agents {
        STARTED,
        LEFT_OUT
    }

    /** What a broker is made for: it cannot be both. */
    enum BrokerKind {
        /** Ready soon and small. */
        LIGHT,
        /** Compiled to the last, as a broker that runs for months is; takes longer to become ready. */
        LASTING
    }

    /** Whether there is a console. */
    enum ReadSide {
        STARTED,
        LEFT_OUT
    }

    Path broker() {
        return data.resolve("broker");
    }

    Path registry() {
        return data.resolve("registry");
    }

    Path orchestrator() {
        return data.resolve("orchestrator");
    }

    Path console() {
        return data.resolve("console");
    }

    Path logs() {
        return data.resolve("logs");
    }
}
