package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void the_last_of_what_was_polled_is_known() {
        Backlog backlog = new Backlog(0);
        backlog.polled(2, 0);
        assertThat(backlog.processed()).isFalse();
        backlog.polled(1, 0);
        assertThat(backlog.processed()).isFalse();
        assertThat(backlog.processed()).isTrue();
    }

    @Test
    void behind_begins_above_the_most_and_ends_at_half_of_it() {
        Backlog backlog = new Backlog(10);
        backlog.polled(4, 6);
        assertThat(backlog.isBehind()).isFalse();
        backlog.polled(1, 6);
        assertThat(backlog.isBehind()).isTrue();
        backlog.polled(0, 6);
        assertThat(backlog.isBehind()).isTrue();
        backlog.polled(0, 5);
        assertThat(backlog.isBehind()).isFalse();
    }

    @Test
    void one_who_never_waits_is_never_behind() {
        Backlog backlog = new Backlog(0);
        backlog.polled(1, Long.MAX_VALUE);
        assertThat(backlog.isBehind()).isFalse();
    }

    @Test
    void a_thread_knows_of_its_own_results_only() throws InterruptedException {
        Backlog backlog = new Backlog(10);
        Thread.ofPlatform().start(() -> backlog.polled(1, 11)).join();
        assertThat(backlog.isBehind()).isFalse();
    }
}
