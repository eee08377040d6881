package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.Usage;
import dev.agentmesh.eventlog.summary.UsageTotal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;

/** The turns of a run while events are still read. What happens in a turn inside of a turn belongs to both. */
final class Rounds {
    private static final class Draft {
        final Instant startedAt;
        final SequencedSet<String> agents = new LinkedHashSet<>();
        Optional<Instant> endedAt = Optional.empty();
        UsageTotal usage = UsageTotal.ZERO;
        int tasks;

        Draft(Instant startedAt) {
            this.startedAt = startedAt;
        }
    }

    private final Set<StepPath> turning = new HashSet<>();
    private final SequencedMap<StepPath, Draft> drafts = new LinkedHashMap<>();

    void turning(StepPath step) {
        turning.add(step);
    }

    void started(StepPath lane, Instant at) {
        if (turning.contains(lane.step())) {
            drafts.put(lane, new Draft(at));
        }
    }

    void ended(StepPath lane, Instant at) {
        Draft draft = drafts.get(lane);
        if (draft != null) {
            draft.endedAt = Optional.of(at);
        }
    }

    void task(StepPath path, String agent) {
        around(path, draft -> {
            draft.tasks++;
            draft.agents.add(agent);
        });
    }

    void used(StepPath path, List<Usage> used) {
        around(path, draft -> draft.usage = draft.usage.plus(used));
    }

    private void around(StepPath path, Consumer<Draft> change) {
        for (StepPath frame = path.frame(); !frame.isRoot(); frame = frame.frame()) {
            Draft draft = drafts.get(frame);
            if (draft != null) {
                change.accept(draft);
            }
        }
    }

    List<Round> all() {
        List<Round> all = new ArrayList<>();
        drafts.forEach((path, draft) -> all.add(
                new Round(path, draft.startedAt, draft.endedAt, draft.tasks, List.copyOf(draft.agents), draft.usage)));
        return all;
    }
}
