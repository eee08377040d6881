package dev.agentmesh.localcluster.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema registry without a process or a file, for unit tests: the part of Confluent's REST protocol that clients need,
 * for Avro without references, with Confluent's error codes. It stands in for the real one in the same contract test.
 * Compatibility is {@code BACKWARD_TRANSITIVE} unless set. Thread-safe; requests are answered one after the other.
 */
public final class StubRegistry implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService thread;
    private final StubRoutes routes = new StubRoutes(new StubSubjects());
    private final Optional<String> authorization;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger outage = new AtomicInteger();

    private StubRegistry(HttpServer server, ExecutorService thread, Optional<String> authorization) {
        this.server = server;
        this.thread = thread;
        this.authorization = authorization;
    }

    /** On a free port of 127.0.0.1, open to everybody. */
    public static StubRegistry start() {
        return start(Optional.empty());
    }

    /** On a free port of 127.0.0.1; answers 401 to requests without this {@code Authorization} header. */
    public static StubRegistry startFor(String authorization) {
        return start(Optional.of(authorization));
    }

    private static StubRegistry start(Optional<String> authorization) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            // One thread: the registry's state needs no locks, and ids follow the order of requests.
            var thread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("stub-registry").factory());
            var stub = new StubRegistry(server, thread, authorization);
            server.setExecutor(thread);
            server.createContext("/", stub::answer);
            server.start();
            return stub;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The base URL for clients of Confluent's API, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked so far, oldest first: {@code GET /schemas/ids/1}. Shows what a client's cache has spared. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers the next requests with 503, as a registry does that is restarting. */
    public void beDownFor(int nextRequests) {
        outage.set(nextRequests);
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var status = 200;
            JsonNode body;
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try {
                admit(exchange);
                body = routes.answer(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        exchange.getRequestURI().getRawQuery(),
                        request(exchange));
            } catch (StubRefusal refusal) {
                status = refusal.status();
                body = refusal.body(JSON.createObjectNode());
            }
            var bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void admit(HttpExchange exchange) {
        if (outage.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StubRefusal(503, 50301, "The registry is down");
        }
        var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        if (authorization.isPresent() && !authorization.equals(given)) {
            throw new StubRefusal(401, 401, "Unauthorized");
        }
    }

    private static JsonNode request(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readAllBytes();
        try {
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        } catch (JsonProcessingException unreadable) {
            throw new StubRefusal(400, 400, "Expected JSON: " + unreadable.getOriginalMessage());
        }
    }
}
