package dev.agentmesh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.bench.load.Account.Tally;
import dev.agentmesh.cli.error.CliException;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Accounts();

    @Test
    void where_agents_are_killed_runs_may_fail_and_are_told_apart() {
        assertThat(accounts.settleEnded("costly", new Tally(10, 10, 3, 0))).isEqualTo(3);
        assertThat(accounts.runs()).isEqualTo(7);
    }

    @Test
    void a_run_that_never_ended_is_not_allowed_there_either() {
        assertThatThrownBy(() -> accounts.settleEnded("costly", new Tally(10, 9, 3, 0)))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo("MESH-1061"));
    }
}
