package dev.agentmesh.examples.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks the protocol of a chat model: says what it was told to, in order, and remembers what it was asked. */
public final class ModelServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** One call. */
    public record Asked(String path, String authorization, JsonNode body) {
        /** What stood in the message of a role. */
        public String message(String role) {
            for (JsonNode message : body.path("messages")) {
                if (message.path("role").asText().equals(role)) {
                    JsonNode content = message.path("content");
                    return content.isTextual()
                            ? content.asText()
                            : content.path(0).path("text").asText();
                }
            }
            return "";
        }
    }

    private record Reply(int status, String text) {}

    private final HttpServer server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private ModelServer(HttpServer server) {
        this.server = server;
    }

    /** On a free port of this machine. */
    public static ModelServer start() throws IOException {
        var model = new ModelServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        model.server.createContext("/", model::answer);
        model.server.start();
        return model;
    }

    /** What it says next. */
    public ModelServer says(String text) {
        replies.add(new Reply(200, text));
        return this;
    }

    /** The HTTP status it fails with next. */
    public ModelServer fails(int status) {
        replies.add(new Reply(status, "overloaded"));
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public ModelSettings settings() {
        return new ModelSettings(url(), "small", "a-key");
    }

    /** Up to and with {@code /v1}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    JSON.readTree(exchange.getRequestBody().readAllBytes())));
            Reply reply = replies.poll();
            Reply given = reply == null ? new Reply(500, "nothing to say") : reply;
            byte[] body = given.status() == 200
                    ? JSON.writeValueAsBytes(completion(given.text()))
                    : given.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(given.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ObjectNode completion(String text) {
        ObjectNode completion = JSON.createObjectNode()
                .put("id", "c-1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "small");
        ObjectNode choice =
                completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        completion
                .putObject("usage")
                .put("prompt_tokens", 71)
                .put("completion_tokens", 12)
                .put("total_tokens", 83);
        return completion;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
