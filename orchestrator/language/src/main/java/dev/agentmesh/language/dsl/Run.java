package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Verb;
import java.util.Optional;

/** A run of another workflow; its input is said with {@link Done#input} or {@link Done#with}. */
public final class Run<T> extends Described<T> {
    private final String workflow;
    private final Optional<String> version;
    private final boolean detached;

    /** What is known of a run that nobody waits for. */
    public record Started(String runId) {}

    private Run(String workflow, Optional<String> version, boolean detached) {
        this.workflow = workflow;
        this.version = version;
        this.detached = detached;
    }

    /** Starts it and waits for its result. */
    public static <T> Run<T> of(String workflow, Class<T> gives) {
        return new Run<>(workflow, Optional.empty(), false);
    }

    /** The newest version unless said. */
    public Run<T> version(String number) {
        return new Run<>(workflow, Optional.of(number), detached);
    }

    /** Starts it, and nobody waits for it. */
    public Run<Started> detached() {
        return new Run<>(workflow, version, true);
    }

    @Override
    Verb verb() {
        return new OutsideVerb.SubWorkflow(workflow, version, detached);
    }
}
