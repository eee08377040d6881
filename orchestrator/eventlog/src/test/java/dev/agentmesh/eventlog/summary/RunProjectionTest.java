package dev.agentmesh.eventlog.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Rollback;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.history.HistoryCheck;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import dev.agentmesh.eventlog.text.EventText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunProjectionTest {
    @Test
    void a_completed_run_shows_what_it_was_how_long_it_took_and_what_it_cost() {
        RunSummary run = summary(SampleRun.oneRetry());
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        assertThat(run.title()).isEqualTo("Review of PR 7");
        assertThat(run.workflowRef()).isEqualTo("review@3");
        assertThat(run.startedAt()).isEqualTo(SampleRun.START);
        assertThat(run.duration(Instant.MAX)).isEqualTo(Duration.ofSeconds(5));
        assertThat(run.attempts()).isEqualTo(2);
        assertThat(run.events()).isEqualTo(6);
        assertThat(run.usage()).isEqualTo(new UsageTotal(2, 110, 22, 0.75));
        assertThat(run.openTasks()).isEmpty();
        assertThat(run.why()).isEmpty();
    }

    @Test
    void a_run_that_has_just_started_waits_until_something_is_handed_out() {
        assertThat(summary(SampleRun.oneRetry().subList(0, 1)).phase()).isEqualTo(RunPhase.WAITING);
        assertThat(summary(SampleRun.oneRetry().subList(0, 2)).phase()).isEqualTo(RunPhase.RUNNING);
    }

    @Test
    void a_run_retries_from_the_first_failure_until_the_task_ends() {
        RunSummary pausing = summary(SampleRun.oneRetry().subList(0, 3));
        assertThat(pausing.phase()).isEqualTo(RunPhase.RETRYING);
        assertThat(pausing.why()).contains(new Why(SampleRun.path("draft"), "HTTP_503", "HTTP 503 from critic"));
        assertThat(pausing.current().orElseThrow().until()).contains(SampleRun.START.plusSeconds(4));
        RunSummary again = summary(SampleRun.oneRetry().subList(0, 4));
        assertThat(again.phase()).isEqualTo(RunPhase.RETRYING);
        assertThat(again.current().orElseThrow().attempt()).isEqualTo(2);
        assertThat(again.why().orElseThrow().code()).isEqualTo("HTTP_503");
    }

    @Test
    void a_held_task_stalls_the_run_and_names_the_letter_to_redrive() {
        RunSummary stalled = summary(SampleRun.redriven().subList(0, 6));
        assertThat(stalled.phase()).isEqualTo(RunPhase.STALLED);
        assertThat(stalled.current().orElseThrow().deadLetter()).contains("d-9");
        assertThat(stalled.why().orElseThrow().text()).isEqualTo("no answer within 2 minutes");
        assertThat(summary(SampleRun.redriven().subList(0, 7)).phase()).isEqualTo(RunPhase.RETRYING);
    }

    @Test
    void what_came_too_late_was_paid_for_all_the_same() {
        RunSummary run = summary(SampleRun.redriven());
        assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
        assertThat(run.usage().usd()).isEqualTo(0.25 + 0.5 + 0.1);
        assertThat(run.endedAt()).contains(SampleRun.START.plusSeconds(8));
        assertThat(run.lastEventAt()).isEqualTo(SampleRun.START.plusSeconds(9));
    }

    @Test
    void a_failed_a_canceled_and_a_rejected_run_say_why() {
        Failure failure = new Failure(FailureKind.WORKFLOW, "MESH-4104", "the join cannot be met");
        RunSummary failed =
                summary(List.of(SampleRun.started(), new Event.RunFailed(SampleRun.path("checks"), failure)));
        assertThat(failed.phase()).isEqualTo(RunPhase.FAILED);
        assertThat(failed.why()).contains(new Why(SampleRun.path("checks"), "MESH-4104", "the join cannot be met"));

        RunSummary canceled = summary(List.of(SampleRun.started(), new Event.RunCanceled("too dear", "ana")));
        assertThat(canceled.phase()).isEqualTo(RunPhase.CANCELED);
        assertThat(canceled.why()).contains(new Why(StepPath.ROOT, "", "canceled by ana: too dear"));

        RunSummary rejected = summary(List.of(new Event.RunRejected("reveiw", failure)));
        assertThat(rejected.phase()).isEqualTo(RunPhase.REJECTED);
        assertThat(rejected.workflowRef()).isEqualTo("reveiw");
        assertThat(rejected.startedAt()).isEqualTo(SampleRun.START);
    }

    @Test
    void a_run_that_is_undone_says_so_and_ends_as_rolled_back_with_its_original_error() {
        Failure failure = new Failure(FailureKind.DECLINED, "CARD_DECLINED", "no money");
        List<Event> log = List.of(
                SampleRun.started(),
                SampleRun.dispatched("slot"),
                SampleRun.completed("slot", 1),
                new Event.UndoArmed(SampleRun.path("slot")),
                new Event.UndoStarted(StepPath.ROOT, new UndoCause.Failed(SampleRun.path("bill"), failure), 1),
                SampleRun.dispatched("slot[undo]/slot.undo"));
        assertThat(summary(log).phase()).isEqualTo(RunPhase.UNDOING);

        List<Event> ended = new ArrayList<>(log);
        ended.add(SampleRun.completed("slot[undo]/slot.undo", 1));
        ended.add(new Event.StepUndone(SampleRun.path("slot"), StepPath.ROOT, Optional.empty()));
        ended.add(new Event.UndoEnded(StepPath.ROOT, new Rollback(1, 0)));
        ended.add(new Event.RunFailed(SampleRun.path("bill"), failure, new Rollback(1, 0)));
        RunSummary run = summary(ended);
        assertThat(run.phase()).isEqualTo(RunPhase.ROLLED_BACK);
        assertThat(run.why()).contains(new Why(SampleRun.path("bill"), "CARD_DECLINED", "no money"));
        assertThat(ended.stream().map(EventText::of))
                .contains(
                        "\"slot\" can be undone",
                        "run undoes 1 finished steps after CARD_DECLINED no money",
                        "\"slot\" undone",
                        "run failed at \"bill\", rolled back (1 undone): CARD_DECLINED no money");
        HistoryCheck check = new HistoryCheck();
        SampleLog.events(SampleLog.of("r-1", ended))
                .forEach(logged -> assertThat(check.accept(logged)).isEmpty());
    }

    @Test
    void an_id_that_was_refused_once_can_become_a_run() {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RunRejected("review", SampleRun.FLAKY));
        events.addAll(SampleRun.oneRetry().subList(0, 2));
        RunSummary run = summary(events);
        assertThat(run.phase()).isEqualTo(RunPhase.RUNNING);
        assertThat(run.startedAt()).isEqualTo(SampleRun.START.plusSeconds(1));
        assertThat(run.why()).isEmpty();
    }

    @Test
    void a_run_with_more_open_tasks_than_are_tracked_still_counts_them() {
        List<Event> events = new ArrayList<>(List.of(SampleRun.started()));
        for (int i = 0; i < RunProjection.TRACKED + 5; i++) {
            events.add(SampleRun.dispatched("m[" + i + "]/scan"));
        }
        events.add(SampleRun.completed("m[1]/scan", 1));
        RunSummary run = summary(events);
        assertThat(run.open()).isEqualTo(RunProjection.TRACKED + 4);
        assertThat(run.openTasks()).hasSize(RunProjection.TRACKED - 1);
    }

    @Test
    void a_list_shows_the_newest_run_first_and_counts_what_is_no_event() {
        RunList list = new RunList();
        SampleLog.of("r-1", SampleRun.oneRetry()).forEach(list::accept);
        LoggedEvent later =
                SampleLog.events(SampleLog.of("r-2", SampleRun.oneRetry())).getFirst();
        list.accept(SampleLog.entry(
                new LoggedEvent("r-2", 1, later.at().plusSeconds(9), "x", later.prevHash(), later.event()), 7));
        SampleLog.of("r-0", SampleRun.oneRetry()).forEach(list::accept);
        list.accept(new LogRecord.Unreadable(SampleLog.position(8), "r-3", SampleRun.START, "MESH-6004", "not framed"));
        assertThat(list.newestFirst()).extracting(RunSummary::runId).containsExactly("r-2", "r-0", "r-1");
        assertThat(list.unreadableCount()).isEqualTo(1);
        assertThat(list.unreadable().getFirst().position().offset()).isEqualTo(8);
    }

    private static RunSummary summary(List<Event> events) {
        RunProjection projection = new RunProjection("r-1");
        SampleLog.events(SampleLog.of("r-1", events)).forEach(projection::accept);
        return projection.summary();
    }
}
