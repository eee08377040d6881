package dev.agentmesh.cli.connection;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.topics.error.TopicErrors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Knocks before Kafka's clients do: they go on trying in silence for as long as their time-out allows, and would not say whether the
 * name is unknown or the port closed.
 */
public final class Reachable {
    private static final int KNOCK_MILLIS = 3_000;

    private Reachable() {}

    /** @throws CliException MESH-5001 when none of the addresses takes a connection */
    public static void require(String bootstrapServers) {
        List<String> addresses = Arrays.stream(bootstrapServers.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        String last = "no address";
        for (String address : addresses) {
            try {
                knock(address);
                return;
            } catch (UnknownHostException unknown) {
                last = "the name does not resolve";
            } catch (ConnectException refused) {
                last = "refused";
            } catch (SocketTimeoutException silent) {
                last = "no answer in " + KNOCK_MILLIS / 1_000 + " s";
            } catch (IOException | IllegalArgumentException other) {
                last = String.valueOf(other.getMessage());
            }
        }
        throw new CliException(
                ExitCode.UNREACHABLE,
                TopicErrors.BROKER_UNREACHABLE,
                "cannot reach Kafka at " + bootstrapServers + " (" + last + ")");
    }

    private static void knock(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon).replaceAll("^\\[|]$", "");
        int port;
        try {
            port = Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException noPort) {
            throw new IOException("expected HOST:PORT", noPort);
        }
        var target = new InetSocketAddress(host, port);
        if (target.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        try (var socket = new Socket()) {
            socket.connect(target, KNOCK_MILLIS);
        }
    }
}
