package dev.agentmesh.eventlog.read;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.RunPage;
import dev.agentmesh.eventlog.cell.StoredKey;
import dev.agentmesh.eventlog.replay.LiveState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the orchestrator keeps of runs, from the changelog of its state store. State and events are committed together, so a
 * log read afterwards reaches at least to where the state stands.
 */
public final class LiveStateReader implements AutoCloseable {
    private final TopicReader topic;

    /** @param changelog the store's changelog topic; as many partitions as the log, and keyed so that a run is on the same one */
    public LiveStateReader(Supplier<? extends Consumer<byte[], byte[]>> consumers, String changelog) {
        this.topic = new TopicReader(consumers, changelog);
    }

    /**
     * The state of one run; without a head and cells when nothing is kept of it.
     *
     * @throws dev.agentmesh.eventlog.cell.UnreadableState MESH-9002 when a newer version wrote it, or it is damaged
     */
    public LiveState run(String runId) {
        byte[] key = runId.getBytes(StandardCharsets.UTF_8);
        Span partition = Span.ALL.in(TopicReader.partitionOf(key, topic.partitions()));
        return read(Set.of(runId), partition).getOrDefault(runId, new Kept()).state(runId);
    }

    /** The states of these runs in one pass over the changelog; runs of which nothing is kept are not in it. */
    public Map<String, LiveState> runs(Set<String> runIds) {
        Map<String, LiveState> states = new HashMap<>();
        read(runIds, Span.ALL).forEach((runId, kept) -> {
            if (kept.page != null || !kept.cells.isEmpty()) {
                states.put(runId, kept.state(runId));
            }
        });
        return states;
    }

    private Map<String, Kept> read(Set<String> runIds, Span span) {
        Map<String, Kept> kept = new HashMap<>();
        topic.read(span, found -> {
            accept(found, runIds, kept);
            return Next.GO_ON;
        });
        return kept;
    }

    private static void accept(ConsumerRecord<byte[], byte[]> found, Set<String> runIds, Map<String, Kept> kept) {
        byte[] key = found.key();
        byte[] value = found.value();
        Optional<StoredKey> stored = CellKeyCodec.decode(key);
        Optional<String> runOfPage = CellKeyCodec.runOfPage(key);
        String runId = stored.map(StoredKey::runId).or(() -> runOfPage).orElse("");
        if (!runIds.contains(runId)) {
            return;
        }
        Kept run = kept.computeIfAbsent(runId, _ -> new Kept());
        if (stored.isEmpty()) {
            run.page = value == null ? null : RunPage.ofBytes(value);
        } else if (value == null) {
            run.cells.remove(stored.get().key());
        } else {
            run.cells.put(stored.get().key(), CellCodec.decode(value));
        }
    }

    private static final class Kept {
        private final TreeMap<CellKey, Cell> cells = new TreeMap<>();
        private @Nullable RunPage page;

        LiveState state(String runId) {
            RunPage last = page;
            if (last == null) {
                return new LiveState(runId, Optional.empty(), cells);
            }
            TreeMap<CellKey, Cell> all = new TreeMap<>(cells);
            all.putAll(last.cells());
            return new LiveState(runId, Optional.of(last.head()), all);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
