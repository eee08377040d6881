package dev.agentmesh.eventlog.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.chain.ChainFault.Kind;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.samples.SampleLog;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of tampering at every place of a log: what is found, where, and what only a witness can find. */
class ChainCheckTest {
    private static final List<LogRecord> LOG = SampleLog.of("r-1", SampleRun.parallel());
    private static final int SIZE = LOG.size();

    @Test
    void a_log_nothing_was_done_to_is_intact_and_has_the_head_of_its_last_event() {
        ChainReport report = check(LOG);
        assertThat(report.faults()).isEmpty();
        assertThat(report.head()).isEqualTo(headOf(LOG));
    }

    @Test
    void an_empty_log_is_intact() {
        assertThat(check(List.of()).intact()).isTrue();
        assertThat(check(List.of()).head()).isEqualTo(LogHead.EMPTY);
    }

    @Nested
    class Without_a_witness {
        @Test
        void an_edited_event_is_found_and_located_wherever_it_has_a_successor() {
            for (int at = 0; at < SIZE - 1; at++) {
                ChainReport report = check(edited(at));
                assertThat(report.faults()).as("edit of event %d", at + 1).hasSize(1);
                assertThat(only(report).kind()).isEqualTo(Kind.EDITED);
                assertThat(only(report).fromSeq()).isEqualTo(at + 1);
                assertThat(only(report).toSeq()).isEqualTo(at == SIZE - 2 ? SIZE : at + 1);
                assertThat(only(report).where()).isEqualTo("mesh.events-0:" + at);
            }
        }

        @Test
        void a_previous_hash_that_was_edited_is_found_and_located() {
            for (int at = 1; at < SIZE; at++) {
                LoggedEvent genuine = logged(LOG, at);
                List<LogRecord> log = new ArrayList<>(LOG);
                log.set(at, SampleLog.entry(with(genuine, EventHash.of(new byte[32]), genuine.event()), at));
                ChainReport report = check(log);
                assertThat(report.faults()).as("event %d", at + 1).hasSize(1);
                assertThat(only(report).kind()).isEqualTo(Kind.EDITED);
                assertThat((long) at + 1)
                        .isBetween(only(report).fromSeq(), only(report).toSeq());
            }
        }

        @Test
        void a_first_event_that_follows_on_another_is_found() {
            List<LogRecord> log = new ArrayList<>(LOG);
            LoggedEvent first = logged(LOG, 0);
            log.set(0, SampleLog.entry(with(first, EventHash.of(new byte[32]), first.event()), 0));
            assertThat(check(log).faults()).extracting(ChainFault::kind).contains(Kind.EDITED);
            assertThat(check(log).faults().getFirst().fromSeq()).isEqualTo(1);
        }

        @Test
        void removed_events_are_found_and_located_wherever_later_ones_are_left() {
            for (int from = 0; from < SIZE - 1; from++) {
                for (int to = from; to < SIZE - 1; to++) {
                    List<LogRecord> log = new ArrayList<>(LOG);
                    log.subList(from, to + 1).clear();
                    ChainReport report = check(log);
                    assertThat(report.faults())
                            .as("without %d to %d", from + 1, to + 1)
                            .hasSize(1);
                    assertThat(only(report).kind()).isEqualTo(Kind.MISSING);
                    assertThat(only(report).fromSeq()).isEqualTo(from + 1);
                    assertThat(only(report).toSeq()).isEqualTo(to + 1);
                }
            }
        }

        @Test
        void a_copy_put_in_is_found_and_located() {
            for (int of = 0; of < SIZE; of++) {
                for (int at = of + 1; at <= SIZE; at++) {
                    List<LogRecord> log = new ArrayList<>(LOG);
                    log.add(at, SampleLog.entry(logged(LOG, of), 100));
                    ChainReport report = check(log);
                    assertThat(report.faults())
                            .as("copy of %d at %d", of + 1, at)
                            .hasSize(1);
                    assertThat(only(report).kind()).isEqualTo(Kind.INSERTED);
                    assertThat(only(report).where()).isEqualTo("mesh.events-0:100");
                }
            }
        }

        @Test
        void a_forged_event_that_claims_the_place_of_a_genuine_one_is_told_from_it() {
            for (int at = 0; at < SIZE - 1; at++) {
                LoggedEvent genuine = logged(LOG, at);
                List<LogRecord> log = new ArrayList<>(LOG);
                log.add(at, SampleLog.entry(with(genuine, genuine.prevHash(), forgery()), 100));
                ChainReport report = check(log);
                assertThat(report.faults()).as("forgery before %d", at + 1).hasSize(1);
                assertThat(only(report).kind()).isEqualTo(Kind.INSERTED);
                assertThat(only(report).where()).isEqualTo("mesh.events-0:100");
            }
        }

        @Test
        void swapped_events_are_found_and_located() {
            for (int one = 0; one < SIZE; one++) {
                for (int other = one + 1; other < SIZE; other++) {
                    List<LogRecord> log = new ArrayList<>(LOG);
                    Collections.swap(log, one, other);
                    ChainReport report = check(log);
                    assertThat(report.faults())
                            .as("swap of %d and %d", one + 1, other + 1)
                            .isNotEmpty();
                    assertThat(report.faults()).extracting(ChainFault::kind).containsOnly(Kind.MOVED);
                    assertThat(report.faults()).extracting(ChainFault::fromSeq).contains((long) one + 1);
                }
            }
        }

        @Test
        void a_record_that_is_no_event_is_found_with_its_code() {
            List<LogRecord> log = new ArrayList<>(LOG);
            log.set(
                    3,
                    new LogRecord.Unreadable(
                            SampleLog.position(3), "r-1", SampleRun.START, "MESH-6005", "bytes do not decode"));
            ChainReport report = check(log);
            assertThat(report.faults()).extracting(ChainFault::kind).containsExactly(Kind.UNREADABLE, Kind.MISSING);
            assertThat(report.faults().getFirst().detail()).contains("MESH-6005");
            assertThat(report.faults().getLast().fromSeq()).isEqualTo(4);
        }

        /** The limits of a chain, stated where they can be seen to hold. */
        @Test
        void the_end_cut_off_the_last_event_edited_or_all_written_anew_cannot_be_seen() {
            assertThat(check(LOG.subList(0, SIZE - 1)).intact()).isTrue();
            assertThat(check(edited(SIZE - 1)).intact()).isTrue();
            assertThat(check(rewrittenFrom(2)).intact()).isTrue();
        }
    }

    @Nested
    class With_a_witness {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 5})
        void an_end_cut_off_is_found_with_what_is_missing(int cut) {
            ChainReport report = witnessed(LOG.subList(0, SIZE - cut), headOf(LOG));
            assertThat(only(report).kind()).isEqualTo(Kind.TRUNCATED);
            assertThat(only(report).fromSeq()).isEqualTo(SIZE - cut + 1);
            assertThat(only(report).toSeq()).isEqualTo(SIZE);
        }

        @Test
        void a_log_that_is_gone_altogether_is_found() {
            assertThat(only(witnessed(List.of(), headOf(LOG))).kind()).isEqualTo(Kind.TRUNCATED);
        }

        @Test
        void the_last_event_edited_is_found() {
            assertThat(only(witnessed(edited(SIZE - 1), headOf(LOG))).kind()).isEqualTo(Kind.REWRITTEN);
        }

        @Test
        void everything_written_anew_is_found_by_an_old_head_too() {
            LogHead old = headOf(LOG.subList(0, 9));
            ChainFault fault = only(witnessed(rewrittenFrom(4), old));
            assertThat(fault.kind()).isEqualTo(Kind.REWRITTEN);
            assertThat(fault.toSeq()).isEqualTo(9);
        }

        @Test
        void a_log_that_went_on_since_is_intact() {
            assertThat(witnessed(LOG, headOf(LOG.subList(0, 5))).intact()).isTrue();
        }
    }

    private static ChainReport check(List<LogRecord> log) {
        ChainCheck check = new ChainCheck();
        log.forEach(check::accept);
        return check.report();
    }

    private static ChainReport witnessed(List<LogRecord> log, LogHead head) {
        ChainCheck check = new ChainCheck().witnessedBy(head);
        log.forEach(check::accept);
        return check.report();
    }

    private static ChainFault only(ChainReport report) {
        assertThat(report.faults()).hasSize(1);
        return report.faults().getFirst();
    }

    private static List<LogRecord> edited(int at) {
        LoggedEvent genuine = logged(LOG, at);
        List<LogRecord> log = new ArrayList<>(LOG);
        log.set(at, SampleLog.entry(with(genuine, genuine.prevHash(), forgery()), at));
        return log;
    }

    private static List<LogRecord> rewrittenFrom(int at) {
        List<Event> events = new ArrayList<>(
                SampleLog.events(LOG).stream().map(LoggedEvent::event).toList());
        events.set(at, forgery());
        return SampleLog.of("r-1", events);
    }

    private static Event forgery() {
        return new Event.RunCompleted(Payload.json("\"forged\""));
    }

    private static LoggedEvent with(LoggedEvent logged, EventHash prev, Event event) {
        return new LoggedEvent(logged.runId(), logged.seq(), logged.at(), logged.cause(), prev, event);
    }

    private static LoggedEvent logged(List<LogRecord> log, int at) {
        return SampleLog.events(log).get(at);
    }

    private static LogHead headOf(List<LogRecord> log) {
        LogEntry last = (LogEntry) log.getLast();
        return new LogHead(last.logged().seq(), last.hash());
    }
}
