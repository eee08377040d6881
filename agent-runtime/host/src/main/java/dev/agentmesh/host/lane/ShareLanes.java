package dev.agentmesh.host.lane;

import dev.agentmesh.host.consume.ConsumptionModel;
import dev.agentmesh.host.consume.Workplace;
import dev.agentmesh.topics.clients.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As many {@link Lane}s of a share group as the agent is wide. What was delivered before is not begun again when the agent is costly, but
 * told as lost: a delivery is an execution.
 */
public final class ShareLanes implements ConsumptionModel {
    private static final Logger LOG = LoggerFactory.getLogger(ShareLanes.class);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final CancelWatch watch;
    private final List<Lane> lanes = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** @param width lanes; each is a member of the group with a connection of its own */
    public ShareLanes(
            KafkaClients clients, String agent, String instance, int width, boolean costly, Workplace workplace) {
        this.topic = clients.settings().names().tasks(agent);
        String group = clients.settings().names().lanesGroup(agent);
        this.watch = new CancelWatch(() -> clients.consumer(instance + "-cancellations"), topic, workplace);
        for (int i = 0; i < width; i++) {
            String name = "mesh-lane-" + agent + "-" + i;
            String client = instance + "-lane-" + i;
            lanes.add(new Lane(
                    name,
                    () -> clients.shareConsumer(client, group),
                    topic,
                    costly ? Lane.Again.TOLD_AS_LOST : Lane.Again.EXECUTED,
                    workplace,
                    watch,
                    over::completeExceptionally));
        }
    }

    @Override
    public void start() {
        watch.start();
        lanes.forEach(Lane::start);
    }

    @Override
    public void stopStarting() {
        lanes.forEach(Lane::stop);
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        try {
            all(Lane::idle).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    @Override
    public void leave() {
        watch.stop();
        try {
            all(Lane::left).get(LEAVE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("left lanes that had not ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.complete(null);
    }

    private CompletableFuture<Void> all(Function<Lane, CompletableFuture<Void>> what) {
        return CompletableFuture.allOf(lanes.stream().map(what).toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletableFuture<Void> ended() {
        return over;
    }

    @Override
    public boolean joined() {
        return watch.isWatching() && lanes.stream().allMatch(Lane::hasPolled);
    }
}
