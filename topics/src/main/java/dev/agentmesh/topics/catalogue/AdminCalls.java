package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for answers of the admin client and gives failures their codes. */
public final class AdminCalls {
    /** Beyond the client's own patience ({@code default.api.timeout.ms}), which names the reason better. */
    private static final long MOST_SECONDS = 90;

    private AdminCalls() {}

    /**
     * The answer.
     *
     * @throws MeshException MESH-5001 when no broker answers, MESH-5019 when the cluster refuses
     */
    public static <T> T get(String purpose, KafkaFuture<T> future) {
        try {
            return future.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(purpose, e);
        } catch (TimeoutException e) {
            throw unreachable(purpose, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RetriableException) {
                throw unreachable(purpose, cause);
            }
            if (cause instanceof ApiException refusal) {
                throw new MeshException(
                        TopicErrors.TOPIC_REFUSED,
                        "Kafka did not let us " + purpose + ": " + refusal.getMessage(),
                        refusal);
            }
            throw unreachable(purpose, cause);
        }
    }

    private static MeshException unreachable(String purpose, Throwable cause) {
        return new MeshException(
                TopicErrors.BROKER_UNREACHABLE, "cannot reach Kafka to " + purpose + ": " + cause.getMessage(), cause);
    }
}
