package dev.agentmesh.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.agentmesh.topics.error.TopicErrors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests and answers of the registry, with the tries an outage deserves. All calls are idempotent, so all may be repeated. */
final class RegistryExchange implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final long LARGEST_ANSWER = 16L << 20;
    private static final int SHOWN = 500;

    private final RegistrySettings settings;
    private final HttpClient http;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int preferred;

    RegistryExchange(RegistrySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Reply put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    /** Each round tries every address; the first that answers is asked first from then on. */
    private Reply send(String method, String path, @Nullable JsonNode body) {
        Exception last = null;
        Duration wait = settings.retryWait();
        for (int round = 0; round <= settings.retries(); round++) {
            if (round > 0) {
                pause(wait);
                wait = shorter(wait.multipliedBy(2), settings.longestRetryWait());
            }
            for (int i = 0; i < settings.urls().size(); i++) {
                int index = (preferred + i) % settings.urls().size();
                try {
                    Reply reply = once(settings.urls().get(index), method, path, body);
                    preferred = index;
                    return reply;
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw new RegistryUnavailable(
                "cannot reach the schema registry at " + settings.urls() + " (" + describe(last) + ", "
                        + (settings.retries() + 1) + " tries)",
                last);
    }

    private Reply once(URI base, String method, String path, @Nullable JsonNode body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(settings.readTimeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (response.statusCode() >= 500 || response.statusCode() == 429) {
            throw new IOException("it answered " + response.statusCode() + " to " + method + " " + path + ": "
                    + new Reply(response.statusCode(), response.body()).message());
        }
        return new Reply(response.statusCode(), response.body());
    }

    /** Closing wakes whoever waits for the next try. */
    private void pause(Duration wait) {
        try {
            if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RegistryUnavailable("the client of the schema registry was closed", null);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RegistryUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryUnavailable("interrupted while asking the schema registry", e);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static String describe(@Nullable Exception e) {
        return e == null ? "no try" : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        closed.countDown();
        http.shutdownNow();
        http.close();
    }

    /** What the registry said. */
    record Reply(int status, byte[] body) {
        /** The answer as JSON, or the exception that says why there is none. */
        JsonNode expectOk(String purpose) {
            if (status == 401 || status == 403) {
                throw new RegistryRefused(
                        TopicErrors.REGISTRY_FORBIDS,
                        "the schema registry did not let us " + purpose + " (" + status + ")");
            }
            if (status < 200 || status > 299) {
                throw new RegistryRefused(
                        TopicErrors.REGISTRY_ANSWER,
                        "could not " + purpose + ": the registry answered " + status + ": " + message());
            }
            JsonNode json = json();
            if (json.isMissingNode()) {
                throw new RegistryRefused(
                        TopicErrors.REGISTRY_ANSWER,
                        "could not " + purpose + ": the answer is not JSON; is the URL right?");
            }
            return json;
        }

        /** Confluent's message, or the start of whatever else came. */
        String message() {
            JsonNode message = json().path("message");
            String text =
                    message.isTextual() ? message.asText() : new String(body, java.nio.charset.StandardCharsets.UTF_8);
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        }

        private JsonNode json() {
            try {
                JsonNode tree = JSON.readTree(body);
                return tree == null ? MissingNode.getInstance() : tree;
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
