package dev.agentmesh.cli.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.text.SummaryJson;

/** Questions as JSON. */
final class ApprovalJson {
    private ApprovalJson() {}

    static ObjectNode of(ApprovalSummary approval) {
        return SummaryJson.of(approval);
    }
}
