package dev.agentmesh.host.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.host.ledger.Ledger.Mark;
import dev.agentmesh.host.ledger.Ledger.Run;
import dev.agentmesh.host.ledger.PartitionLedger.Delivery;
import dev.agentmesh.host.ledger.PartitionLedger.Here;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartitionLedgerTest {
    private static final Mark FINISHED = new Mark.Finished();
    private static final Mark UNTOUCHED = new Mark.Untouched();

    private final PartitionLedger ledger = new PartitionLedger("me", 10);

    @Test
    void the_watermark_waits_for_the_slowest_and_the_ledger_tells_of_those_ahead() {
        deliver(10, 11, 12, 13);
        List.of(10L, 11L, 12L).forEach(ledger::start);
        ledger.finish(11);

        assertThat(ledger.watermark()).isEqualTo(10);
        assertThat(ledger.snapshot().runs())
                .containsExactly(
                        new Run(1, new Mark.Started("me")), new Run(1, FINISHED), new Run(1, new Mark.Started("me")));

        ledger.finish(10);
        assertThat(ledger.watermark()).isEqualTo(12);
    }

    @Test
    void gaps_that_markers_of_transactions_leave_count_as_finished() {
        deliver(10, 12);
        ledger.advanceTo(14);
        ledger.finish(10);

        assertThat(ledger.watermark()).isEqualTo(12);

        ledger.finish(12);
        assertThat(ledger.watermark()).isEqualTo(14);
        assertThat(ledger.snapshot().runs()).isEmpty();
    }

    @Test
    void the_next_owner_skips_what_is_finished_reports_what_was_begun_and_runs_the_rest() {
        PartitionLedger next = new PartitionLedger(
                "other",
                10,
                new Ledger(
                        "me",
                        List.of(
                                new Run(1, new Mark.Started("me")),
                                new Run(1, FINISHED),
                                new Run(1, UNTOUCHED),
                                new Run(1, FINISHED))));

        assertThat(next.deliver(10, Here.NOT_RUNNING)).isEqualTo(new Delivery.Lost("me"));
        assertThat(next.deliver(11, Here.NOT_RUNNING)).isEqualTo(new Delivery.Skip());
        assertThat(next.deliver(12, Here.NOT_RUNNING)).isEqualTo(new Delivery.Run());
        assertThat(next.deliver(13, Here.NOT_RUNNING)).isEqualTo(new Delivery.Skip());
    }

    @Test
    void what_was_begun_and_not_yet_reported_is_told_to_the_owner_after_next() {
        PartitionLedger next =
                new PartitionLedger("b", 10, new Ledger("a", List.of(new Run(2, new Mark.Started("a")))));
        next.deliver(10, Here.NOT_RUNNING);

        assertThat(next.snapshot()).isEqualTo(new Ledger("b", List.of(new Run(2, new Mark.Started("a")))));
    }

    @Test
    void what_runs_when_the_partition_is_handed_over_is_kept_by_the_one_who_runs_it() {
        deliver(10, 11);
        ledger.start(10);

        assertThat(ledger.handOver().runs()).containsExactly(new Run(1, new Mark.Kept("me")));

        PartitionLedger next = new PartitionLedger("other", 10, ledger.handOver());
        assertThat(next.deliver(10, Here.NOT_RUNNING)).isEqualTo(new Delivery.Skip());
        assertThat(next.deliver(11, Here.NOT_RUNNING)).isEqualTo(new Delivery.Run());
    }

    @Test
    void a_record_that_runs_in_this_process_is_adopted_when_the_partition_comes_back() {
        PartitionLedger again =
                new PartitionLedger("me", 10, new Ledger("me", List.of(new Run(1, new Mark.Started("me")))));

        assertThat(again.deliver(10, Here.RUNNING)).isEqualTo(new Delivery.Adopt());
        assertThat(again.watermark()).isEqualTo(10);
        again.finish(10);
        assertThat(again.watermark()).isEqualTo(11);
    }

    @Test
    void an_end_told_before_the_record_comes_back_is_remembered() {
        PartitionLedger again =
                new PartitionLedger("me", 10, new Ledger("me", List.of(new Run(3, new Mark.Started("me")))));
        again.finish(11);

        assertThat(again.deliver(10, Here.NOT_RUNNING)).isEqualTo(new Delivery.Lost("me"));
        assertThat(again.deliver(11, Here.NOT_RUNNING)).isEqualTo(new Delivery.Skip());
        assertThat(again.deliver(12, Here.NOT_RUNNING)).isEqualTo(new Delivery.Lost("me"));
    }

    @Test
    void a_start_that_could_not_be_committed_is_no_start() {
        deliver(10);
        ledger.start(10);
        ledger.unstart(10);

        assertThat(ledger.snapshot().runs()).isEmpty();
        assertThat(ledger.mayStart(10)).isTrue();
    }

    @Test
    void when_the_ledger_is_nearly_full_only_the_lowest_record_may_start() {
        PartitionLedger crowded = new PartitionLedger("me", 0, new Ledger("old", everySecondFinished(1_160)));
        for (long offset = 0; offset < 40; offset += 1) {
            crowded.deliver(offset, Here.NOT_RUNNING);
        }

        assertThat(crowded.mayStart(2)).isFalse();
        assertThat(crowded.mayStart(0)).isTrue();
        crowded.start(0);
        assertThat(crowded.mayStart(2)).isFalse();
        crowded.finish(0);
        assertThat(crowded.mayStart(2)).isTrue();
        assertThat(LedgerCodec.encode(crowded.snapshot())).hasSizeLessThan(4_000);
    }

    /** However its records start and end, what is committed fits: the space for every possible end is kept free. */
    @Test
    void a_full_house_of_short_runs_always_fits() {
        PartitionLedger wide = new PartitionLedger("x".repeat(64), 0);
        List<Long> started = new ArrayList<>();
        for (long offset = 0; offset < 5_000; offset++) {
            wide.deliver(offset, Here.NOT_RUNNING);
            if (wide.mayStart(offset)) {
                wide.start(offset);
                started.add(offset);
            }
            assertThat(LedgerCodec.encode(wide.snapshot())).hasSizeLessThan(4_000);
        }
        assertThat(started).hasSizeGreaterThan(1_000);
        for (int i = 0; i < started.size(); i += 2) {
            wide.finish(started.get(i));
            assertThat(LedgerCodec.encode(wide.snapshot())).hasSizeLessThan(4_000);
        }
    }

    private static List<Run> everySecondFinished(int pairs) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            runs.add(new Run(1, UNTOUCHED));
            runs.add(new Run(1, FINISHED));
        }
        return runs;
    }

    private void deliver(long... offsets) {
        for (long offset : offsets) {
            assertThat(ledger.deliver(offset, Here.NOT_RUNNING)).isEqualTo(new Delivery.Run());
        }
    }
}
