package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.WorkflowGateway;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.time.Clock;
import java.util.List;

/** Puts definitions where the orchestrator finds them. A version, once deployed, is one text for ever. */
public final class Deployer {
    private final WorkflowGateway workflows;
    private final Clock clock;
    private final String by;
    private final List<WorkflowDeployment> known;

    public Deployer(WorkflowGateway workflows, Clock clock, String by) {
        this.workflows = workflows;
        this.clock = clock;
        this.by = by;
        this.known = workflows.all();
    }

    /** Whether anything had to be done. */
    public enum Result {
        DEPLOYED,
        UNCHANGED
    }

    /**
     * What deploying would do; does nothing.
     *
     * @throws CliException MESH-7006 when the version is there with another text
     */
    public Result plan(WorkflowRef ref, String source) {
        String hash = WorkflowDeployment.hashOf(source);
        for (WorkflowDeployment deployed : known) {
            if (deployed.name().equals(ref.name()) && deployed.version().equals(ref.version())) {
                if (!deployed.hash().equals(hash)) {
                    throw CliException.of(
                            ExitCode.CONFLICT,
                            CliErrors.EXISTS,
                            "workflow " + ref.name() + "@" + ref.version() + " is deployed already, with another text",
                            "runs are bound to the text they started with, so a version never changes",
                            "give the definition a new version, such as version: " + next(ref.version()));
                }
                return Result.UNCHANGED;
            }
        }
        return Result.DEPLOYED;
    }

    /** Deploys what is not there yet; fails like {@link #plan}. */
    public Result deploy(WorkflowRef ref, String source) {
        Result result = plan(ref, source);
        if (result == Result.DEPLOYED) {
            workflows.deploy(WorkflowDeployment.of(
                    MessageHeader.of("", clock.instant(), "cli"), ref.name(), ref.version(), source, by));
        }
        return result;
    }

    private static String next(String version) {
        return version.matches("[0-9]{1,9}") ? Long.toString(Long.parseLong(version) + 1) : version + "-2";
    }
}
