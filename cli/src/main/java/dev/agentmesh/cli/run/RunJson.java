package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.RunSurroundings;
import dev.agentmesh.eventlog.summary.Shortfall;
import dev.agentmesh.eventlog.summary.StepNode;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs and their steps as JSON. */
final class RunJson {
    private RunJson() {}

    static ObjectNode of(RunSummary run, Instant now) {
        ObjectNode json = Json.object()
                .put("id", run.runId())
                .put("title", run.title())
                .put("workflow", run.workflow())
                .put("version", run.version())
                .put("status", run.phase().name());
        run.current().ifPresentOrElse(task -> json.put("step", task.path().text()), () -> json.putNull("step"));
        run.why()
                .ifPresentOrElse(
                        why -> json.putObject("why")
                                .put("step", why.step().text())
                                .put("code", why.code())
                                .put("message", why.text()),
                        () -> json.putNull("why"));
        json.put("startedAt", run.startedAt().toString());
        Json.putTime(json, "endedAt", run.endedAt());
        json.put("durationMillis", run.duration(now).toMillis())
                .put("openTasks", run.open())
                .put("attempts", run.attempts())
                .put("events", run.events());
        json.set("cost", cost(run.usage()));
        around(json, run.around());
        return json;
    }

    private static void around(ObjectNode json, RunSurroundings around) {
        around.parent()
                .ifPresentOrElse(
                        parent -> json.putObject("parent")
                                .put("id", parent.runId())
                                .put("step", parent.path().text())
                                .put("depth", parent.depth())
                                .put("detached", parent.detached()),
                        () -> json.putNull("parent"));
        var children = json.putArray("children");
        around.children().forEach(children::add);
        var waits = json.putArray("waits");
        around.waits()
                .forEach(wait -> Json.putTime(
                        waits.addObject()
                                .put("step", wait.path().text())
                                .put("for", wait.kind().name().toLowerCase(java.util.Locale.ROOT))
                                .put("what", wait.what())
                                .put("assign", wait.assign())
                                .put("since", wait.since().toString()),
                        "until",
                        wait.until()));
    }

    static ObjectNode of(StepNode step, Instant now) {
        ObjectNode json = Json.object()
                .put("path", step.path().text())
                .put("kind", step.kind().name())
                .put("status", step.state().name())
                .put("agent", step.agent())
                .put("attempts", step.attempts())
                .put("worker", step.worker())
                .put("note", step.note())
                .put("startedAt", step.startedAt().toString());
        Json.putTime(json, "endedAt", step.endedAt());
        json.put("durationMillis", step.duration(now).toMillis());
        step.failure()
                .ifPresentOrElse(
                        failure -> json.putObject("failure")
                                .put("kind", failure.kind().name())
                                .put("code", failure.code())
                                .put("message", failure.message()),
                        () -> json.putNull("failure"));
        json.set("cost", cost(step.usage()));
        json.putArray("steps").addAll(steps(step.children(), now));
        return json;
    }

    static List<ObjectNode> steps(List<StepNode> steps, Instant now) {
        return steps.stream().map(step -> of(step, now)).toList();
    }

    /** What results lack. */
    static List<ObjectNode> partial(List<Shortfall> partial) {
        return partial.stream()
                .map(step -> {
                    ObjectNode json = Json.object()
                            .put("step", step.step().text())
                            .put("completed", step.completed())
                            .put("of", step.of())
                            .put("disclaimer", step.disclaimer());
                    var without = json.putArray("without");
                    step.losses()
                            .forEach(loss -> without.addObject()
                                    .put("lane", loss.lane())
                                    .put("code", loss.code())
                                    .put("message", loss.message()));
                    return json;
                })
                .toList();
    }

    /** Empty for what used nothing. */
    static Optional<String> shown(UsageTotal usage) {
        return usage.calls() == 0
                ? Optional.empty()
                : Optional.of(String.format(java.util.Locale.ROOT, "$%.4f", usage.usd()));
    }

    static ObjectNode cost(UsageTotal usage) {
        return Json.object()
                .put("usd", usage.usd())
                .put("calls", usage.calls())
                .put("inputTokens", usage.inputTokens())
                .put("outputTokens", usage.outputTokens());
    }
}
