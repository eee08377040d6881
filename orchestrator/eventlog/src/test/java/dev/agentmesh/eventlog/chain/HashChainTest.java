package dev.agentmesh.eventlog.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.chain.EventAppender.Appended;
import dev.agentmesh.eventlog.chain.EventAppender.EncodedEvent;
import dev.agentmesh.eventlog.codec.EventCodec;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.samples.Codecs;
import dev.agentmesh.eventlog.samples.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashChainTest {
    private static final byte[] VALUE = {0, 0, 0, 0, 9, 'a', 'b'};

    /** Computed with sha256sum over 00 0003 722d31 0000000000000002 20 (32 x 00) 61 62; logs of released versions rest on it. */
    @Test
    void the_hash_never_changes() {
        assertThat(HashChain.hash("r-1", 2, EventHash.of(new byte[32]), VALUE).hex())
                .isEqualTo("8e3d32443c4867364f03a6ef7253cd0fcceae8cdae392be95fc493890fa1d667");
    }

    @Test
    void everything_but_the_registrys_id_counts() {
        Set<EventHash> hashes = new HashSet<>();
        EventHash base = HashChain.hash("r-1", 2, EventHash.NONE, VALUE);
        hashes.add(base);
        hashes.add(HashChain.hash("r-2", 2, EventHash.NONE, VALUE));
        hashes.add(HashChain.hash("r-1", 3, EventHash.NONE, VALUE));
        hashes.add(HashChain.hash("r-1", 2, EventHash.of(new byte[32]), VALUE));
        hashes.add(HashChain.hash("r-1", 2, EventHash.NONE, new byte[] {0, 0, 0, 0, 9, 'a', 'c'}));
        hashes.add(HashChain.hash("r-1", 2, EventHash.NONE, new byte[] {0, 0, 0, 0, 9, 'a'}));
        assertThat(hashes).hasSize(6);
        assertThat(HashChain.hash("r-1", 2, EventHash.NONE, new byte[] {0, 1, 2, 3, 4, 'a', 'b'}))
                .isEqualTo(base);
    }

    @Test
    void bytes_without_a_frame_have_no_hash() {
        assertThatThrownBy(() -> HashChain.hash("r", 1, EventHash.NONE, "x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void appending_at_once_or_one_by_one_gives_the_same_log() {
        EventAppender appender = new EventAppender(Codecs.events());
        List<Event> events = SampleRun.oneRetry();
        Appended atOnce = appender.append("r-1", LogHead.EMPTY, events, SampleRun.START, "timer");
        LogHead head = LogHead.EMPTY;
        for (Event event : events) {
            head = appender.append("r-1", head, List.of(event), SampleRun.START, "timer")
                    .head();
        }
        assertThat(atOnce.head()).isEqualTo(head);
        assertThat(atOnce.events())
                .extracting(encoded -> encoded.logged().seq())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void two_registries_give_the_same_chain() {
        LogHead here = new EventAppender(new EventCodec(Codecs.serde(1), Codecs.EVENTS))
                .append("r-1", LogHead.EMPTY, SampleRun.parallel(), SampleRun.START, "x")
                .head();
        LogHead there = new EventAppender(new EventCodec(Codecs.serde(900), Codecs.EVENTS))
                .append("r-1", LogHead.EMPTY, SampleRun.parallel(), SampleRun.START, "x")
                .head();
        assertThat(here).isEqualTo(there);
    }

    @Test
    void appending_nothing_leaves_the_head_where_it_is() {
        EventAppender appender = new EventAppender(Codecs.events());
        assertThat(appender.append("r-1", LogHead.EMPTY, List.of(), SampleRun.START, "x")
                        .head())
                .isEqualTo(LogHead.EMPTY);
        assertThat(appender.append("r-1", LogHead.EMPTY, List.of(), SampleRun.START, "x")
                        .events())
                .isEmpty();
    }

    @Test
    void a_head_comes_back_from_its_bytes_as_it_was() {
        LogHead head = new LogHead(41, EventHash.of(new byte[32]));
        assertThat(LogHead.ofBytes(head.toBytes())).isEqualTo(head);
        assertThatThrownBy(() -> LogHead.ofBytes(new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogHead(1, EventHash.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_appended_decodes_to_what_was_logged() throws Exception {
        EventCodec codec = Codecs.events();
        Appended appended =
                new EventAppender(codec).append("r-1", LogHead.EMPTY, SampleRun.redriven(), SampleRun.START, "x");
        for (EncodedEvent event : appended.events()) {
            assertThat(codec.decode(event.value())).isEqualTo(event.logged());
        }
    }
}
