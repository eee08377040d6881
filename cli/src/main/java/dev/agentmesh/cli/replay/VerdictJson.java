package dev.agentmesh.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.eventlog.replay.CellDifference;
import dev.agentmesh.eventlog.replay.Verdict;
import java.util.List;

/** What a replay proved, as JSON. */
final class VerdictJson {
    private VerdictJson() {}

    static ObjectNode of(Verdict verdict) {
        ObjectNode json = Json.object().put("id", verdict.runId());
        return switch (verdict) {
            case Verdict.Same same -> {
                json.put("result", "same")
                        .put("events", same.head().seq())
                        .put("stateSha256", same.digest().hex());
                same.comparedAt().ifPresentOrElse(at -> json.put("comparedAt", at), () -> json.putNull("comparedAt"));
                yield json.put(
                        "detail",
                        same.comparedAt()
                                .map(at -> "live state compared at event " + at)
                                .orElse("no live state is kept; the log alone was proved"));
            }
            case Verdict.Differs differs ->
                json.put("result", "differs")
                        .put("code", differs.code())
                        .put("seq", differs.seq())
                        .put("comparedAt", differs.comparedAt())
                        .put("stateSha256", differs.folded().hex())
                        .put("liveSha256", differs.live().hex())
                        .put("detail", detail(differs.differences()));
            case Verdict.Broken broken -> {
                json.put("result", "broken")
                        .put("code", broken.code())
                        .put("seq", broken.seq())
                        .put("detail", broken.detail());
                var faults = json.putArray("faults");
                broken.faults().forEach(fault -> faults.add(fault.toString()));
                yield json;
            }
        };
    }

    private static String detail(List<CellDifference> differences) {
        CellDifference first = differences.getFirst();
        return differences.size() + " cells differ, the first " + first.key() + " since event " + first.seq();
    }
}
