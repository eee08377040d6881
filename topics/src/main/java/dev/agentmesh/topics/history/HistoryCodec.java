package dev.agentmesh.topics.history;

import dev.agentmesh.schema.AttemptEnded;
import dev.agentmesh.schema.BoardChange;
import dev.agentmesh.schema.BoardWritten;
import dev.agentmesh.schema.Event;
import dev.agentmesh.schema.Failure;
import dev.agentmesh.schema.Header;
import dev.agentmesh.schema.Payload;
import dev.agentmesh.schema.RunCanceled;
import dev.agentmesh.schema.RunCompleted;
import dev.agentmesh.schema.RunFailed;
import dev.agentmesh.schema.RunStarted;
import dev.agentmesh.schema.StepFailed;
import dev.agentmesh.schema.TaskCompleted;
import dev.agentmesh.schema.TaskDispatched;
import dev.agentmesh.schema.TaskFailed;
import dev.agentmesh.schema.TaskReassigned;
import dev.agentmesh.schema.TaskRedirected;
import dev.agentmesh.schema.VariablesSet;
import dev.agentmesh.topics.codec.CommonCodec;
import dev.agentmesh.topics.serde.RecordFormat;
import dev.agentmesh.topics.serde.RecordSerde;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the events an agent may want to know of; what only moves the machinery is passed over. Safe for use by many threads. */
public final class HistoryCodec {
    private final RecordFormat<Event> format;

    public HistoryCodec(RecordSerde serde) {
        this.format = serde.format(Event.class);
    }

    /** The entry an event makes; empty for one that is none of an agent's business. */
    Optional<HistoryEntry> decode(byte @Nullable [] value) throws UndecodableRecord {
        Event event = format.decode(value);
        Header header = event.getHeader();
        return switch (event.getBody()) {
            case RunStarted e -> entry(header, "", "requested", "", json(e.getInput()));
            case RunCompleted e -> entry(header, "", "ended", "", json(e.getOutput()));
            case RunFailed e -> entry(header, "", "ended", e.getStepPath(), json(e.getFailure()));
            case RunCanceled e -> entry(header, "", "ended", "", quoted("canceled: " + e.getReason()));
            case TaskDispatched e -> entry(header, e.getAgent(), "asked", e.getStepPath(), json(e.getInput()));
            case TaskReassigned e ->
                entry(header, e.getAgent(), "asked", e.getStepPath(), called(e.getAgent(), e.getSkill()));
            case TaskRedirected e ->
                entry(header, e.getAgent(), "asked", e.getStepPath(), called(e.getAgent(), e.getSkill()));
            case TaskCompleted e -> entry(header, "", "completed", e.getStepPath(), json(e.getOutput()));
            case AttemptEnded e -> entry(header, "", "failed", e.getStepPath(), json(e.getFailure()));
            case TaskFailed e -> entry(header, "", "failed", e.getStepPath(), json(e.getFailure()));
            case StepFailed e -> entry(header, "", "failed", e.getStepPath(), json(e.getFailure()));
            case VariablesSet e ->
                entry(
                        header,
                        "",
                        "noted",
                        e.getStepPath(),
                        e.getValues().stream()
                                .map(set -> quoted(set.getName()) + ":" + json(set.getValue()))
                                .collect(Collectors.joining(",", "{", "}")));
            case BoardWritten e ->
                entry(
                        header,
                        "",
                        "wrote",
                        e.getStepPath(),
                        e.getChanges().stream().map(HistoryCodec::json).collect(Collectors.joining(",", "[", "]")));
            default -> Optional.empty();
        };
    }

    private static Optional<HistoryEntry> entry(
            Header header, String agent, String action, String step, String content) {
        return Optional.of(
                new HistoryEntry(header.getRunId(), header.getSeq(), header.getAt(), agent, action, step, content));
    }

    /** Another agent gets the input that the first one got. */
    private static String called(String agent, String skill) {
        return quoted(skill.isEmpty() ? agent : agent + "/" + skill);
    }

    private static String json(BoardChange change) {
        return "{\"section\":" + quoted(change.getSection()) + ",\"key\":" + quoted(change.getKey()) + ",\"mode\":"
                + quoted(change.getMode()) + ",\"value\":" + json(change.getValue()) + "}";
    }

    private static String json(Payload payload) {
        return payload.getData() == null
                ? "null"
                : new String(CommonCodec.bytes(payload.getData()), StandardCharsets.UTF_8);
    }

    private static String json(Failure failure) {
        return "{\"kind\":" + quoted(failure.getKind()) + ",\"code\":" + quoted(failure.getCode()) + ",\"message\":"
                + quoted(failure.getMessage()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
