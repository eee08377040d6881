package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.trace.Round;
import dev.agentmesh.eventlog.trace.RunTrace;
import dev.agentmesh.eventlog.trace.Stage;
import dev.agentmesh.eventlog.trace.StageAttempt;
import dev.agentmesh.eventlog.trace.Timing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A trace as JSON: inputs and outputs in full, times in milliseconds. */
final class TraceJson {
    private TraceJson() {}

    static ObjectNode of(RunTrace trace, Instant now) {
        ObjectNode json = Json.object()
                .put("id", trace.runId())
                .put("title", trace.title())
                .put("workflow", trace.workflow());
        Json.putTime(json, "startedAt", trace.startedAt());
        Json.putTime(json, "endedAt", trace.endedAt());
        value(json, "input", trace.input());
        value(json, "output", trace.output());
        failure(json, trace.failure());
        json.set("latency", timing(trace.timing()));
        json.set("cost", RunJson.cost(trace.usage()));
        json.set("coordination", RunJson.cost(trace.coordination()));
        ArrayNode stages = json.putArray("stages");
        Instant end = trace.endedAt().orElse(now);
        trace.stages().forEach(stage -> stages.add(stage(stage, end)));
        ArrayNode rounds = json.putArray("rounds");
        trace.rounds().forEach(round -> rounds.add(round(round, end)));
        return json;
    }

    private static ObjectNode timing(Timing timing) {
        return Json.object()
                .put("totalMillis", timing.total().toMillis())
                .put("workMillis", timing.work().toMillis())
                .put("busyMillis", timing.busy().toMillis())
                .put("waitingMillis", timing.waiting().toMillis())
                .put("overheadMillis", timing.overhead().toMillis());
    }

    private static ObjectNode stage(Stage stage, Instant end) {
        ObjectNode json = Json.object()
                .put("step", stage.path().text())
                .put("agent", stage.agent())
                .put("coordinates", stage.coordinates());
        json.set("input", Json.value(stage.input().text()));
        value(json, "output", stage.output());
        json.put("startedAt", stage.startedAt().toString());
        Json.putTime(json, "endedAt", stage.endedAt());
        json.put("latencyMillis", stage.latency(end).toMillis())
                .put("workMillis", stage.work().toMillis());
        json.set("cost", RunJson.cost(stage.usage()));
        ArrayNode attempts = json.putArray("attempts");
        stage.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return json;
    }

    private static ObjectNode attempt(StageAttempt attempt) {
        ObjectNode json = Json.object()
                .put("attempt", attempt.number())
                .put("agent", attempt.agent())
                .put("result", attempt.result().name().toLowerCase(Locale.ROOT))
                .put("worker", attempt.worker())
                .put("startedAt", attempt.startedAt().toString());
        Json.putTime(json, "endedAt", attempt.endedAt());
        json.put("workMillis", attempt.work().toMillis());
        failure(json, attempt.failure());
        return json;
    }

    private static ObjectNode round(Round round, Instant end) {
        ObjectNode json = Json.object()
                .put("round", round.path().text())
                .put("tasks", round.tasks())
                .put("startedAt", round.startedAt().toString());
        Json.putTime(json, "endedAt", round.endedAt());
        json.put(
                "durationMillis",
                java.time.Duration.between(round.startedAt(), round.endedAt().orElse(end))
                        .toMillis());
        ArrayNode agents = json.putArray("agents");
        round.agents().forEach(agents::add);
        json.set("cost", RunJson.cost(round.usage()));
        return json;
    }

    private static void value(ObjectNode json, String name, Optional<Payload> payload) {
        payload.ifPresentOrElse(value -> json.set(name, Json.value(value.text())), () -> json.putNull(name));
    }

    private static void failure(ObjectNode json, Optional<Failure> failure) {
        failure.ifPresentOrElse(
                why -> json.putObject("failure")
                        .put("kind", why.kind().name())
                        .put("code", why.code())
                        .put("message", why.message()),
                () -> json.putNull("failure"));
    }
}
