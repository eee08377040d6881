package dev.agentmesh.eventlog.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An event as a JSON object for programs: {@code runId, seq, at, cause, type}, then the event's own fields under the names they have
 * in the core, in a fixed order; what is absent is {@code null}. Times are ISO 8601, durations {@code ...Millis}, payloads the JSON
 * they are. Fields are added, never renamed.
 */
public final class EventJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .nodeFactory(NODES)
            .build();

    private EventJson() {}

    /** An event with its place ({@code position}) and its {@code hash}, or what stands in its place. */
    public static ObjectNode of(LogRecord found) {
        return switch (found) {
            case LogRecord.LogEntry entry -> {
                ObjectNode json = of(entry.logged());
                json.put("position", entry.position().toString());
                yield json.put("hash", entry.hash().hex());
            }
            case LogRecord.Unreadable bad ->
                NODES.objectNode()
                        .put("runId", bad.runId())
                        .put("type", "Unreadable")
                        .put("at", bad.timestamp().toString())
                        .put("code", bad.code())
                        .put("reason", bad.reason())
                        .put("position", bad.position().toString());
        };
    }

    public static ObjectNode of(LoggedEvent logged) {
        ObjectNode json = NODES.objectNode();
        json.put("runId", logged.runId());
        json.put("seq", logged.seq());
        json.put("at", logged.at().toString());
        json.put("cause", logged.cause());
        json.put("type", logged.event().getClass().getSimpleName());
        switch (logged.event()) {
            case Event.RunEvent e -> run(json, e);
            case Event.TaskEvent e -> task(at(json, e.path()).put("attempt", e.attempt()), e);
            case Event.StepEvent e -> step(at(json, e.path()), e);
            case OutsideEvent e -> OutsideJson.write(e.path().isRoot() ? json : at(json, e.path()), e);
        }
        return json;
    }

    private static void run(ObjectNode json, Event.RunEvent event) {
        switch (event) {
            case Event.RunStarted e -> {
                json.put("workflow", e.workflow().name());
                json.put("version", e.workflow().version());
                json.put("workflowHash", e.workflow().hash());
                json.put("title", e.title());
                json.set("input", payload(e.input()));
                json.put("deadline", e.deadline().toString());
                json.put("by", e.by());
                e.parent().ifPresent(parent -> json.set("parent", OutsideJson.of(parent)));
            }
            case Event.RunRejected e -> json.put("workflow", e.workflow()).set("failure", failure(e.failure()));
            case Event.RunCompleted e -> json.set("output", payload(e.output()));
            case Event.RunFailed e -> {
                at(json, e.path()).set("failure", failure(e.failure()));
                rollback(json, e.rollback());
            }
            case Event.RunCanceled e -> rollback(json.put("reason", e.reason()).put("by", e.by()), e.rollback());
            case Event.CommandRejected e -> json.put("command", e.command()).set("failure", failure(e.failure()));
            case Event.TurnsPutOff e -> {
                ArrayNode turns = json.putArray("turns");
                e.turns()
                        .forEach(turn -> turns.addObject()
                                .put("kind", turn.getClass().getSimpleName())
                                .put("path", turn.path().text()));
                json.put("due", e.due().toString());
            }
            case Event.TurnsTakenUp _ -> {}
            case Event.RunPaused e -> json.put("reason", e.reason()).put("by", e.by());
            case Event.RunResumed e -> json.put("reason", e.reason()).put("by", e.by());
            case Event.TurnHeld e ->
                json.putObject("turn")
                        .put("kind", e.turn().getClass().getSimpleName())
                        .put("path", e.turn().path().text());
        }
    }

    private static void task(ObjectNode json, Event.TaskEvent event) {
        switch (event) {
            case Event.TaskDispatched e -> {
                json.put("agent", e.agent());
                json.put("skill", e.skill());
                json.set("input", payload(e.input()));
                json.put("idempotencyKey", e.idempotencyKey());
                json.put("deadline", e.deadline().toString());
                json.set(
                        "context", e.context().<JsonNode>map(EventJson::context).orElse(NODES.nullNode()));
            }
            case Event.TaskRetried e -> json.put("deadline", e.deadline().toString());
            case Event.AttemptEnded e -> {
                json.set("failure", failure(e.failure()));
                time(json, "retryAt", e.retryAt());
                json.set("usage", usage(e.usage()));
                json.put("worker", e.worker());
            }
            case Event.TaskCompleted e -> {
                json.set("output", payload(e.output()));
                json.set("usage", usage(e.usage()));
                json.put("worker", e.worker());
                json.put("tookMillis", e.took().toMillis());
            }
            case Event.TaskFailed e -> json.set("failure", failure(e.failure()));
            case Event.TaskDeadLettered e -> {
                json.put("deadLetterId", e.deadLetterId());
                json.set("failure", failure(e.failure()));
                json.put("held", e.held());
            }
            case Event.TaskReassigned e -> {
                json.put("agent", e.agent());
                json.put("skill", e.skill());
                json.put("deadline", e.deadline().toString());
                json.set("context", context(e.context()));
            }
            case Event.TaskRedirected e -> {
                json.put("agent", e.agent()).put("skill", e.skill());
                json.put("retryAt", e.retryAt().toString());
                json.put("by", e.by()).put("reason", e.reason());
                e.context().ifPresent(context -> json.set("context", context(context)));
            }
            case Event.TaskRedriven e -> {
                json.set("input", e.input().map(EventJson::payload).orElse(NODES.nullNode()));
                json.put("deadline", e.deadline().toString());
                json.put("by", e.by());
                json.put("reason", e.reason());
            }
            case Event.TaskCanceled e -> json.put("reason", e.reason());
            case Event.TaskProgressed e -> json.put("part", e.part()).put("text", e.text());
            case Event.BoardWritten e -> {
                json.put("agent", e.agent());
                ArrayNode changes = json.putArray("changes");
                e.changes().forEach(change -> changes.add(change(change)));
            }
            case Event.LateResultIgnored e -> {
                json.put("result", e.result());
                json.set("usage", usage(e.usage()));
                json.put("worker", e.worker());
            }
        }
    }

    private static void step(ObjectNode json, Event.StepEvent event) {
        switch (event) {
            case Event.ScopeOpened e -> {
                time(json, "deadline", e.deadline());
                json.set("scope", scope(e.scope()));
            }
            case Event.LaneStarted _, Event.StepSkipped _ -> {}
            case Event.ItemsAdded e -> {
                ArrayNode values = json.putArray("items");
                e.items().forEach(item -> values.add(payload(item)));
                json.put("needed", e.needed()).put("left", e.left());
            }
            case Event.LaneEnded e -> {
                json.put("outcome", e.outcome().name().toLowerCase(Locale.ROOT));
                json.put("outputFrom", e.outputFrom().map(StepPath::text).orElse(null));
                json.set(
                        "failure", e.failure().<JsonNode>map(EventJson::failure).orElse(NODES.nullNode()));
            }
            case Event.StepCompleted e -> output(json, e.output());
            case Event.StepFailed e -> json.set("failure", failure(e.failure()));
            case Event.StepCanceled e -> json.put("reason", e.reason());
            case Event.VariablesSet e -> values(json, e.values());
            case Event.StateSet e -> values(json, e.values());
            case Event.StepNoted e -> json.put("note", e.note()).set("details", payload(e.details()));
            case Event.UndoArmed _ -> {}
            case Event.UndoStarted e -> json.put("steps", e.steps()).set("cause", cause(e.cause()));
            case Event.StepUndone e -> {
                json.put("scope", e.scope().text());
                json.set(
                        "failure", e.failure().<JsonNode>map(EventJson::failure).orElse(NODES.nullNode()));
            }
            case Event.UndoEnded e -> rollback(json, e.rollback());
        }
    }

    private static ObjectNode cause(UndoCause cause) {
        ObjectNode json = NODES.objectNode();
        switch (cause) {
            case UndoCause.Failed(StepPath origin, Failure failure) ->
                at(json.put("kind", "failed"), origin).set("failure", failure(failure));
            case UndoCause.Canceled(String reason, String by) ->
                json.put("kind", "canceled").put("reason", reason).put("by", by);
            case UndoCause.Joined(StepOutput output) -> output(json.put("kind", "joined"), output);
            case UndoCause.Finished(Payload result) ->
                json.put("kind", "finished").set("output", payload(result));
        }
        return json;
    }

    private static void rollback(ObjectNode json, Rollback rollback) {
        json.put("undone", rollback.undone()).put("undoFailed", rollback.failed());
    }

    private static void values(ObjectNode json, SequencedMap<String, Payload> named) {
        ObjectNode values = json.putObject("values");
        named.forEach((name, value) -> values.set(name, payload(value)));
    }

    private static ObjectNode change(BoardChange change) {
        ObjectNode json = NODES.objectNode()
                .put("section", change.section())
                .put("key", change.key())
                .put("mode", change.mode().name().toLowerCase(Locale.ROOT))
                .put("version", change.version())
                .put("action", change.action());
        json.set("value", payload(change.value()));
        return json;
    }

    private static ObjectNode context(TaskContext context) {
        ObjectNode json =
                NODES.objectNode().put("strategy", context.strategy().name().toLowerCase(Locale.ROOT));
        ArrayNode steps = json.putArray("steps");
        context.steps().forEach(step -> steps.add(step.text()));
        ArrayNode sections = json.putArray("sections");
        context.sections().forEach(sections::add);
        return json;
    }

    private static ObjectNode scope(Scope scope) {
        ObjectNode json = NODES.objectNode();
        return switch (scope) {
            case Scope.BlockScope() -> json.put("kind", "block");
            case Scope.ParallelScope(List<String> branches, int needed, boolean tolerant) -> {
                ArrayNode names = json.put("kind", "parallel").putArray("branches");
                branches.forEach(names::add);
                yield json.put("needed", needed).put("tolerant", tolerant);
            }
            case Scope.MapScope(List<Payload> items, int needed, boolean tolerant) -> {
                ArrayNode values = json.put("kind", "map").putArray("items");
                items.forEach(item -> values.add(payload(item)));
                yield json.put("needed", needed).put("tolerant", tolerant);
            }
            case Scope.TeamScope(boolean tolerant) -> json.put("kind", "team").put("tolerant", tolerant);
            case Scope.SwitchScope(int chosen) -> json.put("kind", "switch").put("chosen", chosen);
            case Scope.TurnsScope(int max) -> json.put("kind", "turns").put("max", max);
            case Scope.CatchScope(int clause, Failure failure) -> {
                json.put("kind", "catch").put("clause", clause).set("failure", failure(failure));
                yield json;
            }
        };
    }

    private static void output(ObjectNode json, StepOutput output) {
        switch (output) {
            case StepOutput.None() -> json.putNull("output");
            case StepOutput.Inline(Payload payload) -> json.set("output", payload(payload));
            case StepOutput.At(StepPath path) -> json.putNull("output").put("outputFrom", path.text());
            case StepOutput.Collected(int lanes) -> json.putNull("output").put("lanes", lanes);
        }
    }

    private static ObjectNode at(ObjectNode json, StepPath path) {
        return json.put("step", path.text());
    }

    static void time(ObjectNode json, String name, Optional<Instant> time) {
        json.put(name, time.map(Instant::toString).orElse(null));
    }

    static ObjectNode failure(Failure failure) {
        return NODES.objectNode()
                .put("kind", failure.kind().name())
                .put("code", failure.code())
                .put("message", failure.message());
    }

    private static ArrayNode usage(List<Usage> usage) {
        ArrayNode all = NODES.arrayNode();
        for (Usage one : usage) {
            all.addObject()
                    .put("model", one.model())
                    .put("inputTokens", one.inputTokens())
                    .put("outputTokens", one.outputTokens())
                    .put("usd", one.usd());
        }
        return all;
    }

    /** The value itself; bytes that are no JSON, which only tampering can bring here, as a string. */
    static JsonNode payload(Payload payload) {
        try {
            JsonNode value = MAPPER.readTree(payload.bytes());
            return value == null || value.isMissingNode() ? TextNode.valueOf(payload.text()) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(payload.text());
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be read", e);
        }
    }
}
