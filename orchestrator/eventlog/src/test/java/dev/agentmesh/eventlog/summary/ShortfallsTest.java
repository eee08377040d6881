package dev.agentmesh.eventlog.summary;

import static dev.agentmesh.eventlog.samples.SampleRun.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortfallsTest {
    private static List<Shortfall> of(List<Event> events) {
        return Shortfalls.of(SampleLog.events(SampleLog.of("r-1", events)));
    }

    private static Event lane(String lane, LaneOutcome outcome) {
        Optional<Failure> why = outcome == LaneOutcome.FAILED
                ? Optional.of(new Failure(FailureKind.TIMEOUT, "MESH-4102", "too slow"))
                : Optional.empty();
        return new Event.LaneEnded(path(lane), outcome, Optional.empty(), why);
    }

    private static Event map(int items) {
        return new Event.ScopeOpened(
                path("m"),
                Optional.empty(),
                new Scope.MapScope(java.util.Collections.nCopies(items, Payload.NULL), 1, true));
    }

    private static Event completed(String step) {
        return new Event.StepCompleted(path(step), new StepOutput.Collected(0));
    }

    @Test
    void a_join_that_went_on_without_a_branch_says_so() {
        List<Shortfall> found = of(SampleRun.parallel());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().step()).isEqualTo(path("checks"));
        assertThat(found.getFirst().disclaimer()).isEqualTo("1 of 2 completed, without security (BAD_DIFF)");
        assertThat(found.getFirst().losses().getFirst().message()).isEqualTo("the diff is binary");
    }

    @Test
    void of_many_items_the_first_are_named_and_the_rest_counted() {
        List<Event> events = new ArrayList<>(List.of(SampleRun.started(), map(15)));
        events.add(new Event.ItemsAdded(path("m"), List.of(Payload.NULL), 1, 0));
        events.add(lane("m[0]", LaneOutcome.COMPLETED));
        for (int i = 1; i < 13; i++) {
            events.add(lane("m[" + i + "]", LaneOutcome.FAILED));
        }
        events.add(completed("m"));
        Shortfall found = of(events).getFirst();
        assertThat(found.disclaimer())
                .startsWith("1 of 16 completed, without 1 (MESH-4102), 2 (MESH-4102)")
                .endsWith("10 (MESH-4102) and 2 more");
    }

    @Test
    void what_was_canceled_because_enough_had_come_is_no_loss() {
        assertThat(of(List.of(
                        SampleRun.started(),
                        map(2),
                        lane("m[0]", LaneOutcome.COMPLETED),
                        lane("m[1]", LaneOutcome.CANCELED),
                        completed("m"))))
                .isEmpty();
    }

    @Test
    void a_step_that_failed_itself_gave_nothing_partial() {
        assertThat(of(List.of(
                        SampleRun.started(),
                        map(2),
                        lane("m[0]", LaneOutcome.COMPLETED),
                        lane("m[1]", LaneOutcome.FAILED),
                        new Event.StepFailed(
                                path("m"), new Failure(FailureKind.WORKFLOW, "MESH-4104", "cannot be met")))))
                .isEmpty();
    }
}
