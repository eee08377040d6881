package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.CallCycles;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workflows that start each other for ever: what no file can be blamed for alone. */
final class Rings {
    private Rings() {}

    /**
     * @param deployed what is there besides; of each name the newest counts, and a file instead of it
     * @throws CliException MESH-2041 when one of {@code files} stands on a ring
     */
    static void refuse(List<Workflow> files, List<WorkflowDeployment> deployed) {
        Set<String> names =
                files.stream().map(workflow -> workflow.ref().name()).collect(Collectors.toSet());
        // First, so that a ring is entered where it is new.
        List<Workflow> all = new ArrayList<>(files);
        all.addAll(newest(deployed, names));
        List<String> rings = CallCycles.among(all).stream()
                .filter(ring -> ring.stream().anyMatch(names::contains))
                .map(ring -> String.join(" -> ", ring))
                .toList();
        if (!rings.isEmpty()) {
            throw CliException.of(
                    ExitCode.INVALID,
                    CliErrors.RING,
                    "workflows start each other: " + Printable.shortened(String.join("; ", rings), 400),
                    CliErrors.RING.cause(),
                    CliErrors.RING.fix());
        }
    }

    /** What cannot be read starts nothing. */
    private static List<Workflow> newest(List<WorkflowDeployment> deployed, Set<String> without) {
        Map<String, WorkflowDeployment> newest = new LinkedHashMap<>();
        deployed.stream().filter(each -> !without.contains(each.name())).forEach(each -> newest.put(each.name(), each));
        return newest.values().stream()
                .flatMap(each -> switch (new WorkflowParser().parse(each.source(), each.name())) {
                    case ParsedWorkflow.Valid(Workflow workflow) -> Stream.of(workflow);
                    case ParsedWorkflow.Invalid _ -> Stream.empty();
                })
                .toList();
    }
}
