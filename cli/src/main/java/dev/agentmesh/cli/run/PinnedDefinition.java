package dev.agentmesh.cli.run;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.util.List;
import java.util.Optional;

/** The definition that a run is bound to, among those that are deployed. */
final class PinnedDefinition {
    private PinnedDefinition() {}

    /** Empty when the run never began, or its text is deployed no more: another text under the same version is another definition. */
    static Optional<Outline> of(List<LoggedEvent> events, List<WorkflowDeployment> deployed) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(Event.RunStarted.class::isInstance)
                .map(event -> ((Event.RunStarted) event).workflow())
                .findFirst()
                .flatMap(ref -> deployed.stream()
                        .filter(each -> each.hash().equals(ref.hash()))
                        .findFirst())
                .flatMap(PinnedDefinition::outline);
    }

    private static Optional<Outline> outline(WorkflowDeployment deployed) {
        return switch (new WorkflowParser().parse(deployed.source(), deployed.key())) {
            case ParsedWorkflow.Valid(Workflow workflow) -> Optional.of(new Outline(workflow));
            case ParsedWorkflow.Invalid _ -> Optional.empty();
        };
    }
}
