package dev.agentmesh.cli.replay;

import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.dispatched;
import static dev.agentmesh.cli.fake.Happenings.done;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.eventlog.log.LogRecord;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.replay.FoldedRun;
import dev.agentmesh.eventlog.replay.LiveState;
import dev.agentmesh.eventlog.replay.Replayer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayCommandsTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void a_run() {
        cli.mesh.runs.given(
                "r-1",
                started("brief", "T", "{}"),
                dispatched("notes", "critic", "{}"),
                done("notes", 1, "3"),
                completed("3"));
    }

    @Test
    void playing_a_run_back_ends_with_the_state_its_log_folds_to() {
        Invocation seen = cli.mesh("replay", "run", "r-1");
        assertThat(seen.exit()).isZero();
        String digest = state("r-1", 4).digest().hex();
        assertThat(seen.out()).contains(digest);
        Golden.assertMatches("replay/run.txt", seen.out().replace(digest, "DIGEST"));
    }

    @Test
    void playing_back_to_an_event_gives_the_state_there() {
        String whole = cli.mesh("replay", "run", "r-1", "-o", "json").out();
        String part =
                cli.mesh("replay", "run", "r-1", "--to", "2", "-o", "json").out();
        assertThat(part)
                .contains("\"seq\" : 2")
                .contains(state("r-1", 2).digest().hex());
        assertThat(whole)
                .contains("\"seq\" : 4")
                .contains(state("r-1", 4).digest().hex());
    }

    @Test
    void a_speed_must_be_a_factor() {
        assertThat(cli.mesh("replay", "run", "r-1", "--speed", "fast").exit()).isEqualTo(2);
        assertThat(cli.mesh("replay", "run", "r-1", "--speed", "0x").exit()).isEqualTo(2);
        assertThat(cli.mesh("replay", "run", "r-1", "--speed", "100000x").exit())
                .isZero();
    }

    @Test
    void a_log_is_verified_against_the_live_state() {
        FoldedRun folded = state("r-1", 3);
        cli.mesh.runs.keeping(
                new LiveState("r-1", Optional.empty(), state("r-1", 4).cells()));
        assertThat(folded.digest()).isNotEqualTo(state("r-1", 4).digest());
        Invocation seen = cli.mesh("replay", "verify", "r-1", "-o", "json");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("\"result\" : \"same\"", "\"comparedAt\" : 4");
        assertThat(seen.err()).contains("1 of 1 runs verified");
    }

    @Test
    void a_live_state_that_differs_is_found() {
        cli.mesh.runs.keeping(
                new LiveState("r-1", Optional.empty(), state("r-1", 2).cells()));
        Invocation seen = cli.mesh("replay", "verify", "r-1");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.out()).contains("differs");
        assertThat(seen.err()).contains("error MESH-4110", "the first is r-1");
    }

    @Test
    void a_damaged_log_is_found_among_all() {
        cli.mesh.runs.given("r-2", started("brief", "T", "{}")).damaged();
        Invocation seen = cli.mesh("replay", "verify", "--all");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.out()).containsPattern("r-1 +same").containsPattern("r-2 +broken");
        assertThat(seen.err()).contains("MESH-4112", "1 of 2 runs");
    }

    @Test
    void a_log_that_does_not_fold_is_a_coded_failure() {
        cli.mesh.runs.given("r-3", done("notes", 1, "3"));
        Invocation seen = cli.mesh("replay", "run", "r-3");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-4113");
    }

    @Test
    void only_runs_of_some_time_are_verified_with_since() {
        assertThat(cli.mesh("replay", "verify", "--since", "1m").err()).contains("0 of 0 runs verified");
        assertThat(cli.mesh("replay", "verify", "--since", "1h").err()).contains("1 of 1 runs verified");
    }

    @Test
    void neither_a_run_nor_all_is_a_usage_error() {
        assertThat(cli.mesh("replay", "verify").exit()).isEqualTo(2);
        assertThat(cli.mesh("replay", "topic", "events").exit()).isEqualTo(2);
    }

    private FoldedRun state(String runId, long seq) {
        List<LoggedEvent> events = cli.mesh.runs.given(runId).records().stream()
                .map(record -> ((LogRecord.LogEntry) record).logged())
                .toList();
        return Replayer.stateAt(runId, events, seq);
    }
}
