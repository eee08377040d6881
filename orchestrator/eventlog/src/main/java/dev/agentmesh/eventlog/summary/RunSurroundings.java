package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.ParentLink;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a run.
 *
 * @param parent the step that started it, when one did
 * @param children the runs it started, in order, at most {@link RunProjection#TRACKED}
 * @param waits what its steps wait for outside, oldest first, at most {@link RunProjection#TRACKED}
 * @param humans how many questions it has put to people
 */
public record RunSurroundings(Optional<ParentLink> parent, List<String> children, List<OpenWait> waits, int humans) {
    public static final RunSurroundings NONE = new RunSurroundings(Optional.empty(), List.of(), List.of(), 0);

    public RunSurroundings {
        children = List.copyOf(children);
        waits = List.copyOf(waits);
    }

    /** The wait that explains most: a person before an event before a run before a time, the oldest of its kind. */
    public Optional<OpenWait> first() {
        return waits.stream().min((one, other) -> Integer.compare(weight(one), weight(other)));
    }

    private static int weight(OpenWait wait) {
        return switch (wait.kind()) {
            case HUMAN -> 0;
            case EVENT -> 1;
            case RUN -> 2;
            case TIMER -> 3;
        };
    }
}
