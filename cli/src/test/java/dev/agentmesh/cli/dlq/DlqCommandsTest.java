package dev.agentmesh.cli.dlq;

import static dev.agentmesh.cli.fake.Happenings.canceled;
import static dev.agentmesh.cli.fake.Happenings.done;
import static dev.agentmesh.cli.fake.Happenings.held;
import static dev.agentmesh.cli.fake.Happenings.redriven;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DlqCommandsTest {
    private static final Instant THEN = TestShell.NOW.minus(Duration.ofMinutes(3));

    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void some_letters() {
        cli.mesh.letters.add(taskLetter("d-771aa", "r-1", "notes[0]/summarise", List.of()));
        cli.mesh.letters.add(taskLetter("d-771bb", "r-2", "notes[1]/summarise", List.of()));
        cli.mesh.letters.add(recordLetter("d-9"));
        cli.mesh.letters.add(taskLetter(
                "d-old",
                "r-3",
                "book",
                List.of(new StoredLetter.Redrive(
                        THEN, new DeadLetter.Redriven("bob", "fixed the agent", "mesh.commands", false)))));
        for (String run : List.of("r-1", "r-2", "r-3")) {
            cli.mesh.runs.given(run, started("brief", "T", "{}"));
        }
    }

    @Nested
    class Looking {
        @Test
        void at_the_open_ones_as_a_table() {
            Golden.assertMatches("dlq/list.txt", cli.mesh("dlq", "list").out());
        }

        @Test
        void at_all_of_them_as_one_document() {
            Golden.assertMatches(
                    "dlq/list.json",
                    cli.mesh("dlq", "list", "--all", "-o", "json").out());
        }

        @Test
        void by_agent_code_and_run() {
            assertThat(cli.mesh("dlq", "list", "--agent", "summariser").out().lines())
                    .hasSize(3);
            assertThat(cli.mesh("dlq", "list", "--code", "MESH-6004").out())
                    .contains("d-9")
                    .doesNotContain("d-77");
            assertThat(cli.mesh("dlq", "list", "--run", "r-2").out())
                    .contains("d-771bb")
                    .doesNotContain("d-771aa");
        }

        @Test
        void at_one_task() {
            Golden.assertMatches(
                    "dlq/get-task.txt", cli.mesh("dlq", "get", "d-771a").out());
        }

        @Test
        void at_one_record_with_its_bytes() {
            Golden.assertMatches(
                    "dlq/get-record.json",
                    cli.mesh("dlq", "get", "d-9", "-o", "json").out());
        }

        @Test
        void for_an_unknown_id_is_exit_code_three() {
            Invocation seen = cli.mesh("dlq", "get", "d-77");
            assertThat(seen.exit()).isEqualTo(3);
            assertThat(seen.err()).contains("MESH-5021", "2 start with that");
        }
    }

    @Nested
    class Redriving {
        @Test
        void one_sends_it() {
            Invocation seen = cli.mesh("dlq", "redrive", "d-771a", "--reason", "agent mended");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out())
                    .contains("d-771aa", "sent", "to mesh.commands")
                    .doesNotContain("fixed");
            RedriveRequest request = cli.mesh.redrives.getFirst();
            assertThat(request.ids()).containsExactly("d-771aa");
            assertThat(request.reason()).isEqualTo("agent mended");
            assertThat(request.by()).isEqualTo("ana");
            assertThat(request.repeat()).isEqualTo(RedriveRequest.Repeat.REFUSE);
        }

        @Test
        void all_needs_a_yes_and_shows_what_it_would_do() {
            Invocation seen = cli.mesh("dlq", "redrive", "--all");
            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("MESH-7004", "would redrive 3 dead letters; 2 runs wait for them");
            assertThat(cli.mesh.redrives).isEmpty();
        }

        @Test
        void all_of_an_agent_leaves_the_others_alone() {
            assertThat(cli.mesh("dlq", "redrive", "--all", "--agent", "summariser", "--yes")
                            .exit())
                    .isZero();
            assertThat(cli.mesh.redrives.getFirst().ids()).containsExactly("d-771aa", "d-771bb");
        }

        @Test
        void a_dry_run_does_nothing() {
            Invocation seen = cli.mesh("dlq", "redrive", "d-9", "--dry-run");
            assertThat(seen.exit()).isZero();
            assertThat(seen.err()).contains("would redrive 1 dead letter");
            assertThat(cli.mesh.redrives).isEmpty();
        }

        @Test
        void a_person_at_a_terminal_is_asked() {
            var no = new TestShell().onTerminal().typing("n\n");
            assertThat(cli.inside(no).mesh("dlq", "redrive", "--all").exit()).isZero();
            assertThat(cli.mesh.redrives).isEmpty();
            var yes = new TestShell().onTerminal().typing("y\n");
            Invocation seen = cli.inside(yes).mesh("dlq", "redrive", "--all");
            assertThat(seen.err()).contains("Go on? [y/N]");
            assertThat(cli.mesh.redrives.getFirst().ids()).hasSize(3);
        }

        @Test
        void with_another_input() {
            assertThat(cli.mesh("dlq", "redrive", "d-771aa", "-i", "{\"doc\":2}")
                            .exit())
                    .isZero();
            assertThat(cli.mesh.redrives.getFirst().edited().map(Octets::text)).contains("{\"doc\":2}");
        }

        @Test
        void several_cannot_have_one_other_input() {
            Invocation seen = cli.mesh("dlq", "redrive", "d-771aa", "d-771bb", "-i", "{}", "--yes");
            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("MESH-7010");
            assertThat(cli.mesh.redrives).isEmpty();
        }

        @Test
        void neither_ids_nor_all_is_a_usage_error() {
            assertThat(cli.mesh("dlq", "redrive").exit()).isEqualTo(2);
            assertThat(cli.mesh("dlq", "redrive", "d-9", "--all", "--yes").exit())
                    .isEqualTo(2);
        }

        @Test
        void what_is_refused_is_named_and_changes_the_exit_code() {
            cli.mesh.refusals.put(
                    "d-old",
                    new RedriveResult.Refused("d-old", TopicErrors.ALREADY_REDRIVEN, "MESH-5020 d-old was redriven"));
            Invocation alone = cli.mesh("dlq", "redrive", "d-old");
            assertThat(alone.exit()).isEqualTo(4);
            assertThat(alone.err()).contains("MESH-7009", "d-old was redriven");
            assertThat(cli.mesh("dlq", "redrive", "d-old", "d-9", "--yes").exit())
                    .isEqualTo(12);
        }

        @Test
        void nothing_to_redrive_is_no_failure() {
            Invocation seen = cli.mesh("dlq", "redrive", "--all", "--code", "NONE", "--yes");
            assertThat(seen.exit()).isZero();
            assertThat(seen.err()).contains("no dead letters to redrive");
        }
    }

    @Nested
    class Waiting {
        @Test
        void tells_which_are_fixed_and_which_are_dead_again() {
            cli.mesh
                    .runs
                    .afterRedriveOf(
                            "d-771aa", "r-1", redriven("notes[0]/summarise", 2), done("notes[0]/summarise", 2, "1"))
                    .afterRedriveOf(
                            "d-771bb",
                            "r-2",
                            redriven("notes[1]/summarise", 2),
                            held("notes[1]/summarise", 2, "d-800", "BAD_JSON", "no JSON at 7"));
            Invocation seen = cli.mesh("dlq", "redrive", "d-771aa", "d-771bb", "d-9", "--yes", "--wait", "-o", "json");
            assertThat(seen.exit()).isEqualTo(12);
            Golden.assertMatches("dlq/redriven.json", seen.out());
            assertThat(seen.err()).contains("1 of 3 dead letters are not redriven: d-771bb");
        }

        @Test
        void for_one_that_is_fixed_is_exit_code_zero() {
            cli.mesh.runs.afterRedriveOf("d-771aa", "r-1", done("notes[0]/summarise", 2, "1"));
            Invocation seen = cli.mesh("dlq", "redrive", "d-771aa", "--wait");
            assertThat(seen.exit()).isZero();
            assertThat(seen.out()).contains("fixed", "completed at attempt 2");
        }

        @Test
        void does_not_take_what_happened_before_for_an_answer() {
            cli.mesh.runs.given("r-1", done("notes[0]/summarise", 1, "0"));
            Invocation seen = cli.mesh("dlq", "redrive", "d-771aa", "--wait", "--timeout", "20ms");
            assertThat(seen.exit()).isEqualTo(7);
            assertThat(seen.out()).contains("unknown");
        }

        @Test
        void ends_when_the_run_does() {
            cli.mesh.runs.afterRedriveOf("d-771aa", "r-1", canceled("enough"));
            Invocation seen = cli.mesh("dlq", "redrive", "d-771aa", "--wait");
            assertThat(seen.exit()).isEqualTo(9);
            assertThat(seen.out()).contains("the run was canceled");
        }
    }

    private static StoredLetter taskLetter(String id, String run, String step, List<StoredLetter.Redrive> redrives) {
        var letter = new DeadLetter(
                MessageHeader.of(run, THEN, "mesh.results-0:7"),
                id,
                new Failure("POISON", "BAD_JSON", "no JSON at 7"),
                Optional.empty(),
                THEN,
                THEN,
                new DeadLetter.ExhaustedTask(
                        run + "/" + step,
                        step,
                        "summariser",
                        "summarise",
                        1,
                        Payload.json("{\"doc\":1}"),
                        true,
                        "brief",
                        "1",
                        ""));
        return new StoredLetter(letter, Optional.empty(), 0, 4, redrives);
    }

    private static StoredLetter recordLetter(String id) {
        var origin = new DeadLetter.Origin(
                "mesh.commands",
                2,
                41,
                THEN,
                Optional.of(octets("r-9")),
                Optional.of(octets("{not avro")),
                List.of(new DeadLetter.Header("ce_type", octets("x"))));
        var letter = new DeadLetter(
                MessageHeader.of("", THEN, "mesh.commands-2:41"),
                id,
                new Failure("POISON", "MESH-6004", "value is not Avro-framed"),
                Optional.of(origin),
                THEN,
                THEN,
                new DeadLetter.PoisonRecord("orchestrator"));
        return new StoredLetter(letter, Optional.empty(), 0, 5, List.of());
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
