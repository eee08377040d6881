package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What finished is undone in the reverse order of finishing, each step once, and nothing that can be undone is left when a
 * run fails or is canceled. Reads the log alone.
 */
final class UndoLaw {
    /** Steps that can be undone, in the order they finished. */
    private final List<StepPath> armed = new ArrayList<>();

    private final Set<StepPath> completed = new HashSet<>();
    private final Set<StepPath> undone = new HashSet<>();
    private final Set<StepPath> lanesOnly = new HashSet<>();
    private Optional<StepPath> last = Optional.empty();
    private boolean goodEnd;

    void check(Event event) {
        switch (event) {
            case Event.TaskCompleted e -> completed.add(e.path());
            case Event.StepCompleted e -> completed.add(e.path());
            case Event.VariablesSet e -> completed.add(e.path());
            case OutsideEvent.SignalReceived e -> completed.add(e.path());
            case OutsideEvent.SignalTaken e -> completed.add(e.path());
            case OutsideEvent.MessagePublished e -> completed.add(e.path());
            case OutsideEvent.ChildStarted e when e.detached() -> completed.add(e.path());
            case Event.UndoArmed e -> {
                assertThat(completed).contains(e.path());
                armed.add(e.path());
            }
            case Event.UndoStarted e -> started(e.path(), e.cause());
            case Event.StepUndone e -> undone(e);
            case Event.RunCompleted _ -> goodEnd = true;
            default -> {}
        }
    }

    private void undone(Event.StepUndone event) {
        assertThat(undone.add(event.path()))
                .as("that %s is undone once", event.path())
                .isTrue();
        assertThat(armed).contains(event.path());
        assertThat(event.scope().isRoot() || event.path().isWithin(event.scope()))
                .isTrue();
        if (last.equals(Optional.of(event.scope()))) {
            assertThat(armed.subList(armed.indexOf(event.path()) + 1, armed.size()))
                    .as("what finished after %s inside %s", event.path(), event.scope())
                    .filteredOn(path -> path.isWithin(event.scope()) && !isSpared(path, event.scope()))
                    .allMatch(undone::contains);
        }
        last = Optional.of(event.scope());
    }

    /** Lanes that count keep what they did while the others are undone. */
    private boolean isSpared(StepPath path, StepPath scope) {
        return completed.contains(path) && lanesOnly.contains(scope);
    }

    private void started(StepPath scope, UndoCause cause) {
        last = Optional.empty();
        if (cause instanceof UndoCause.Joined) {
            lanesOnly.add(scope);
        } else {
            lanesOnly.remove(scope);
        }
    }

    void settled(Optional<RunStatus> status) {
        if (status.filter(RunStatus::isTerminal).isPresent() && !goodEnd) {
            assertThat(undone).as("what was undone when the run ended").containsAll(armed);
        }
    }
}
