package dev.agentmesh.bench.load;

import dev.agentmesh.topics.message.OutcomeMessage;
import dev.agentmesh.topics.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Runs of one step whose agent waits as long as its input says and gives back when it began: how long they were not picked up. Agent and
 * load read the same machine's clock.
 */
public final class WaitTarget implements Target {
    private final MeshTarget mesh;
    private final IntUnaryOperator millis;
    private final int passedOver;
    private final Map<String, Long> startedMicros = new HashMap<>();
    private final Times pickups = new Times();
    private int next;

    /**
     * A target.
     *
     * @param millis how long the agent waits, by the number of the run
     * @param passedOver so many runs at the beginning, which all start at once, have no say in the pick-up times
     */
    public WaitTarget(MeshTarget mesh, IntUnaryOperator millis, int passedOver) {
        this.mesh = mesh;
        this.millis = millis;
        this.passedOver = passedOver;
    }

    @Override
    public String outcomes() {
        return mesh.outcomes();
    }

    @Override
    public ProducerRecord<byte[], byte[]> start(String runId) {
        int number = next++;
        if (number >= passedOver) {
            startedMicros.put(runId, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
        return mesh.start(runId, Payload.json(Integer.toString(millis.applyAsInt(number))));
    }

    @Override
    public Optional<ProducerRecord<byte[], byte[]>> next(ConsumerRecord<byte[], byte[]> record) {
        return Optional.empty();
    }

    @Override
    public boolean isGood(ConsumerRecord<byte[], byte[]> last) {
        Optional<OutcomeMessage> completed = mesh.completed(last);
        completed.ifPresent(this::note);
        return completed.isPresent();
    }

    private void note(OutcomeMessage outcome) {
        Long started = startedMicros.remove(outcome.header().runId());
        if (started != null) {
            String begun = new String(outcome.output().orElseThrow().bytes(), StandardCharsets.UTF_8);
            pickups.add((Long.parseLong(begun) - started) * 1_000);
        }
    }

    /** From the start command's send to the moment the agent began, of all runs so far that were not passed over. */
    public Times pickups() {
        return pickups;
    }
}
