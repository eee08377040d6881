package dev.agentmesh.host.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.agent.Board;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.BoardWrite.Mode;
import dev.agentmesh.topics.message.Payload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The blackboard as one attempt sees it: what it was given, with its own writes on top. Writes after the attempt's end are ignored. */
public final class TaskBoard implements Board {
    private static final Set<String> SHARED = Set.of(CONTEXT, MESSAGES, ARTIFACTS, METADATA);
    private static final String CONVERSATION = "history";
    private static final int MOST_WRITES = 1_000;
    private static final long MOST_BYTES = Payload.MAX_INLINE;

    private final String agent;
    private final GivenContext given;
    private final Clock clock;
    /** What was put, by section and key; a second put replaces the first and keeps what that was based on. */
    private final Map<String, BoardWrite> puts = new LinkedHashMap<>();

    private final List<BoardWrite> others = new ArrayList<>();
    private long bytes;
    private boolean sealed;

    public TaskBoard(String agent, GivenContext context, Clock clock) {
        this.agent = agent;
        this.given = context;
        this.clock = clock;
    }

    /** What is to be sent with the attempt's success; nothing is added any more. */
    public synchronized List<BoardWrite> seal() {
        sealed = true;
        List<BoardWrite> all = new ArrayList<>(puts.values());
        all.addAll(others);
        return all;
    }

    private JsonNode stood(String section, String key) {
        return given.board().path(section).path(key);
    }

    private String resolved(String section) {
        return section.equals(OWN) ? agent : section;
    }

    @Override
    public synchronized <T> Optional<T> get(String section, String key, Class<T> type) {
        JsonNode value = value(resolved(section), key);
        return value == null ? Optional.empty() : Optional.of(Values.read(value, type));
    }

    private @Nullable JsonNode value(String section, String key) {
        BoardWrite put = puts.get(section + "/" + key);
        JsonNode value =
                put != null ? Values.parse(put.value()) : stood(section, key).get("value");
        for (BoardWrite write : others) {
            if (write.mode() == Mode.ADD
                    && write.section().equals(section)
                    && write.key().equals(key)) {
                JsonNode amount = Values.parse(write.value());
                value = JsonNodeFactory.instance.numberNode(
                        value == null
                                ? amount.decimalValue()
                                : value.decimalValue().add(amount.decimalValue()));
            }
        }
        return value;
    }

    @Override
    public synchronized <T> List<T> entries(String section, String key, Class<T> type) {
        String place = resolved(section);
        List<T> entries = new ArrayList<>();
        stood(place, key).path("entries").forEach(entry -> entries.add(Values.read(entry, type)));
        for (BoardWrite write : others) {
            if (write.mode() == Mode.APPEND
                    && write.section().equals(place)
                    && write.key().equals(key)) {
                entries.add(Values.read(shown(write), type));
            }
        }
        return entries;
    }

    /** An entry of ours as the others will see it. */
    private JsonNode shown(BoardWrite write) {
        JsonNode value = Values.parse(write.value());
        if (!write.section().equals(MESSAGES)) {
            return value;
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("agent", agent).put("action", write.action());
        entry.set("content", value);
        return entry.put("at", clock.instant().toString());
    }

    @Override
    public synchronized List<String> keys(String section) {
        String place = resolved(section);
        Set<String> keys = new TreeSet<>();
        given.board().path(place).fieldNames().forEachRemaining(keys::add);
        puts.values().stream().filter(write -> write.section().equals(place)).forEach(write -> keys.add(write.key()));
        others.stream().filter(write -> write.section().equals(place)).forEach(write -> keys.add(write.key()));
        return List.copyOf(keys);
    }

    @Override
    public long version(String section, String key) {
        return stood(resolved(section), key).path("version").asLong(0);
    }

    @Override
    public void put(String section, String key, Object value) {
        String place = resolved(section);
        synchronized (this) {
            BoardWrite earlier = puts.get(place + "/" + key);
            write(place, key, Mode.PUT, earlier == null ? version(section, key) : earlier.version(), "", value);
        }
    }

    @Override
    public void putIf(String section, String key, long version, Object value) {
        write(resolved(section), key, Mode.PUT, version, "", value);
    }

    @Override
    public void append(String section, String key, Object value) {
        write(resolved(section), key, Mode.APPEND, 0, section.equals(MESSAGES) ? "said" : "", value);
    }

    @Override
    public void add(String section, String key, double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException(amount + " cannot be added to board." + section + "." + key);
        }
        write(resolved(section), key, Mode.ADD, 0, "", amount);
    }

    @Override
    public void record(String action, Object content) {
        write(MESSAGES, CONVERSATION, Mode.APPEND, 0, action, content);
    }

    private synchronized void write(String section, String key, Mode mode, long version, String action, Object value) {
        if (sealed) {
            return;
        }
        if (!SHARED.contains(section) && !section.equals(agent)) {
            throw new IllegalArgumentException("board section \"" + section + "\" is not written by agent \"" + agent
                    + "\"; it is one of " + new TreeSet<>(SHARED) + ", or Board.OWN");
        }
        BoardWrite write = new BoardWrite(section, key, mode, version, action, Values.payload(value));
        bytes += write.value().size();
        if (bytes > MOST_BYTES || puts.size() + others.size() == MOST_WRITES) {
            throw new IllegalArgumentException(HostErrors.TOO_MUCH_WRITTEN.code() + " one attempt writes at most "
                    + MOST_WRITES + " times and " + MOST_BYTES + " bytes to the board; put a reference there instead");
        }
        if (mode == Mode.PUT) {
            puts.put(section + "/" + key, write);
        } else {
            others.add(write);
        }
    }
}
