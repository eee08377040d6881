package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.Shortfall;
import dev.agentmesh.eventlog.summary.StepNode;
import dev.agentmesh.eventlog.summary.UsageTotal;
import dev.agentmesh.eventlog.text.SummaryJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs and their steps as JSON. */
final class RunJson {
    private RunJson() {}

    static ObjectNode of(RunSummary run, Instant now) {
        return SummaryJson.of(run, now);
    }

    static List<ObjectNode> steps(List<StepNode> steps, Instant now) {
        return steps.stream().map(step -> SummaryJson.of(step, now)).toList();
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
        return SummaryJson.of(usage);
    }
}
