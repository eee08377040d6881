package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Analysis;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What the three agents said about one file; null where nothing came back at all. */
public record FileReview(
        @Nullable Analysis security,
        @Nullable Analysis performance,
        @Nullable Analysis style) {
    static final int AGENTS = 3;

    /** Nothing came back from anybody. */
    static final FileReview NONE = new FileReview(null, null, null);

    /** By agent, in the order of the report; a missing one as a failure. */
    SequencedMap<String, Analysis> byAgent() {
        SequencedMap<String, Analysis> agents = new LinkedHashMap<>();
        agents.put("security", present(security));
        agents.put("performance", present(performance));
        agents.put("style", present(style));
        return agents;
    }

    private static Analysis present(@Nullable Analysis analysis) {
        return analysis != null ? analysis : Analysis.failed("NO_RESULT", "The agent gave no result for this file");
    }
}
