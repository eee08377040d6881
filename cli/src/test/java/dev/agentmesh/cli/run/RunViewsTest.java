package dev.agentmesh.cli.run;

import static dev.agentmesh.cli.fake.Happenings.attemptEnded;
import static dev.agentmesh.cli.fake.Happenings.canceled;
import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.dispatched;
import static dev.agentmesh.cli.fake.Happenings.done;
import static dev.agentmesh.cli.fake.Happenings.failed;
import static dev.agentmesh.cli.fake.Happenings.held;
import static dev.agentmesh.cli.fake.Happenings.refused;
import static dev.agentmesh.cli.fake.Happenings.retried;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.topics.message.CommandMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunViewsTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void some_runs() {
        cli.mesh.announcements.add(Agents.up("critic", "critic-1", "notes"));
        cli.mesh.announcements.add(Agents.up("ledger", "ledger-1", "book"));
        cli.mesh.runs.given(
                "r-01aa",
                started("brief", "Brief: heat pumps", "{}"),
                dispatched("notes", "critic", "{}"),
                attemptEnded("notes", 1, "HTTP_503", "HTTP 503 from critic"),
                retried("notes", 2));
        cli.mesh.runs.given(
                "r-01ab",
                started("refund", "Refund 8812", "{}"),
                dispatched("book", "ledger", "{\"eur\":5}"),
                attemptEnded("book", 1, "BAD_JSON", "no JSON at 7"),
                held("book", 1, "d-77", "BAD_JSON", "no JSON at 7"));
        cli.mesh.runs.given(
                "r-02xx",
                started("brief", "Brief: cork", "{}"),
                dispatched("notes", "critic", "{}"),
                done("notes", 1, "{\"n\":3}"),
                completed("{\"n\":3}"));
        cli.mesh.runs.given(
                "r-03\u001b[31m", started("brief", "evil \u001b[2J title", "{}"), failed("notes", "X", "multi\nline"));
    }

    @Nested
    class Listing {
        @Test
        void as_a_table() {
            Invocation seen = cli.mesh("run", "list");
            assertThat(seen.exit()).isZero();
            Golden.assertMatches("run/list.txt", seen.out());
        }

        @Test
        void as_one_document() {
            Golden.assertMatches(
                    "run/list.json", cli.mesh("run", "list", "-o", "json").out());
        }

        @Test
        void as_lines_of_json() {
            assertThat(cli.mesh("run", "list", "-o", "jsonl").out().lines())
                    .hasSize(4)
                    .allMatch(l -> l.startsWith("{"));
        }

        @Test
        void only_what_is_stuck() {
            assertThat(cli.mesh("run", "list", "--stuck").out())
                    .contains("r-01aa", "r-01ab")
                    .doesNotContain("r-02xx");
        }

        @Test
        void a_run_whose_agent_has_gone_stands_still_and_says_since_when() {
            cli.mesh.announcements.set(0, Agents.heard("critic", "critic-1", Duration.ofMinutes(11), "notes"));
            assertThat(cli.mesh("run", "list", "--status", "stalled").out())
                    .contains("no instance of agent critic is up: its last instance critic-1 was heard 11m")
                    .contains("MESH-3102");
        }

        @Test
        void a_run_whose_agent_was_never_there_says_so() {
            cli.mesh.announcements.clear();
            assertThat(cli.mesh("run", "get", "r-01aa").out())
                    .contains("STALLED", "no instance of agent critic is up: none has ever announced itself");
        }

        @Test
        void by_status_workflow_and_age() {
            assertThat(cli.mesh("run", "list", "--status", "completed").out())
                    .contains("r-02xx")
                    .doesNotContain("r-01");
            assertThat(cli.mesh("run", "list", "--workflow", "refund").out())
                    .contains("r-01ab")
                    .doesNotContain("r-01aa");
            assertThat(cli.mesh("run", "list", "--since", "1m").out()).doesNotContain("r-0");
        }

        @Test
        void more_than_the_limit_is_told() {
            Invocation seen = cli.mesh("run", "list", "--limit", "1");
            assertThat(seen.out().lines()).hasSize(2);
            assertThat(seen.err()).contains("1 of 4 runs");
        }

        @Test
        void nothing_of_a_title_reaches_the_terminal_as_a_command() {
            assertThat(cli.mesh("run", "list").out()).doesNotContain("\u001b").contains("\\u001b[2J");
        }
    }

    @Nested
    class Getting {
        @Test
        void a_stalled_run_says_why_and_what_to_do() {
            Golden.assertMatches(
                    "run/get-stalled.txt", cli.mesh("run", "get", "r-01ab").out());
        }

        @Test
        void as_one_document() {
            Golden.assertMatches(
                    "run/get.json",
                    cli.mesh("run", "get", "r-02xx", "-o", "json").out());
        }

        @Test
        void the_beginning_of_an_id_is_enough_when_it_is_unique() {
            assertThat(cli.mesh("run", "get", "r-02").out()).startsWith("run r-02xx  COMPLETED");
        }

        @Test
        void a_beginning_of_several_ids_names_them() {
            Invocation seen = cli.mesh("run", "get", "r-01a");
            assertThat(seen.exit()).isEqualTo(3);
            assertThat(seen.err()).contains("MESH-7001", "2 runs start with that", "r-01aa, r-01ab");
        }

        @Test
        void an_unknown_id_is_exit_code_three() {
            Invocation seen = cli.mesh("run", "get", "r-99");
            assertThat(seen.exit()).isEqualTo(3);
            assertThat(seen.err()).startsWith("error MESH-7001  not found: run r-99");
        }
    }

    @Nested
    class Events {
        @Test
        void as_lines() {
            Golden.assertMatches(
                    "run/events.txt", cli.mesh("run", "events", "r-01ab").out());
        }

        @Test
        void of_one_type_and_from_a_number_on() {
            assertThat(cli.mesh("run", "events", "r-01ab", "--type", "TaskDispatched")
                            .out()
                            .lines())
                    .hasSize(1);
            assertThat(cli.mesh("run", "events", "r-01ab", "--from", "3").out().lines())
                    .hasSize(2);
        }

        @Test
        void of_one_step() {
            assertThat(cli.mesh("run", "events", "r-02xx", "--step", "notes")
                            .out()
                            .lines())
                    .hasSize(2);
            assertThat(cli.mesh("run", "events", "r-02xx", "--step", "note").out())
                    .isEmpty();
        }

        @Test
        void followed_until_the_end() {
            assertThat(cli.mesh("run", "events", "r-02xx", "-f", "-o", "jsonl")
                            .out()
                            .lines())
                    .hasSize(4);
        }

        @Test
        void as_one_document() {
            assertThat(cli.mesh("run", "events", "r-02xx", "-o", "json").out())
                    .startsWith("{\n  \"schemaVersion\" : 1,\n  \"events\" : [");
        }

        @Test
        void damage_is_shown_where_it_stands() {
            cli.mesh.runs.given("r-02xx").damaged();
            assertThat(cli.mesh("run", "events", "r-02xx").out()).contains("not an event", "bytes do not decode");
        }
    }

    @Nested
    class Results {
        @Test
        void the_output_alone() {
            assertThat(cli.mesh("run", "result", "r-02xx").out()).isEqualTo("{\"n\":3}\n");
        }

        @Test
        void of_a_failed_run_is_exit_code_eight() {
            Invocation seen = cli.mesh("run", "result", "r-03");
            assertThat(seen.exit()).isEqualTo(8);
            assertThat(seen.out()).isEmpty();
        }

        @Test
        void of_a_run_that_has_not_ended_is_a_conflict() {
            Invocation seen = cli.mesh("run", "result", "r-01aa");
            assertThat(seen.exit()).isEqualTo(4);
            assertThat(seen.err()).contains("MESH-7013", "mesh run result --wait r-01aa");
        }
    }

    @Nested
    class Canceling {
        @Test
        void is_told_when_it_has_happened() {
            cli.mesh.runs.answering(command -> List.of(canceled("")));
            Invocation seen = cli.mesh("run", "cancel", "r-01aa", "--reason", "wrong input");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).contains("r-01aa", "canceled");
            assertThat(cli.mesh.runs.sent().getFirst().body())
                    .isEqualTo(new CommandMessage.CancelRun("wrong input", "ana"));
        }

        @Test
        void of_a_run_that_has_ended_is_a_conflict() {
            Invocation seen = cli.mesh("run", "cancel", "r-02xx");
            assertThat(seen.exit()).isEqualTo(4);
            assertThat(seen.err()).contains("MESH-7009", "it has ended already");
            assertThat(cli.mesh.runs.sent()).isEmpty();
        }

        @Test
        void of_several_needs_a_yes() {
            Invocation seen = cli.mesh("run", "cancel", "r-01aa", "r-01ab");
            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("MESH-7004", "would cancel r-01aa, r-01ab");
            assertThat(cli.mesh.runs.sent()).isEmpty();
        }

        @Test
        void of_several_where_one_is_refused_is_exit_code_twelve() {
            cli.mesh.runs.answering(command -> command.header().runId().equals("r-01aa")
                    ? List.of(canceled(""))
                    : List.of(refused("CancelRun", "MESH-4109", "Run r-01ab has ended already")));
            Invocation seen = cli.mesh("run", "cancel", "r-01aa", "r-01ab", "--yes");
            assertThat(seen.exit()).isEqualTo(12);
            assertThat(seen.out()).contains("r-01aa", "not canceled: Run r-01ab has ended already");
        }
    }
}
