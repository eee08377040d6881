package dev.agentmesh.cli.approval;

import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.refused;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.fake.TestShell;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.topics.message.CommandMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalCommandsTest {
    private static final Question QUESTION = new Question(
            "Publish this brief?",
            Payload.json("{\"text\":\"Heat pumps\"}"),
            List.of("publish", "reject"),
            Optional.empty(),
            "role:editor",
            1);

    private final CommandFixture cli = new CommandFixture();

    private static Event asked(String step, Question question) {
        return new OutsideEvent.ApprovalRequested(
                new StepPath(step),
                question,
                question.hash(),
                Optional.of(TestShell.NOW.plus(Duration.ofHours(3))),
                Optional.empty());
    }

    private static Event answered(String step, String choice, String by) {
        return new OutsideEvent.ApprovalAnswered(
                new StepPath(step), new Answer(choice, Optional.empty(), "fine", by, TestShell.NOW));
    }

    private static Event done(String step) {
        return new Event.StepCompleted(new StepPath(step), new StepOutput.None());
    }

    @BeforeEach
    void some_questions() {
        cli.mesh.runs.given("r-01aa", started("brief", "Brief: heat pumps", "{}"), asked("ok", QUESTION));
        cli.mesh.runs.given(
                "r-02bb",
                started("brief", "Brief: cork", "{}"),
                asked("ok", QUESTION),
                answered("ok", "publish", "ana"),
                done("ok"),
                completed("1"));
    }

    private void answering(Event... events) {
        cli.mesh.runs.answering(
                command -> command.body() instanceof CommandMessage.DecideApproval ? List.of(events) : List.of());
    }

    @Test
    void open_questions_are_listed_and_others_on_demand() {
        Invocation open = cli.mesh("approval", "list");
        assertThat(open.out()).contains("r-01aa/ok", "Publish this brief?", "publish|reject", "role:editor", "in 3h");
        assertThat(open.out()).doesNotContain("r-02bb");
        assertThat(cli.mesh("approval", "list", "--all").out()).contains("r-02bb/ok");
        assertThat(cli.mesh("approval", "list", "--mine").out()).doesNotContain("r-01aa");
        assertThat(cli.mesh("approval", "list", "--mine", "--role", "editor").out())
                .contains("r-01aa");
        assertThat(cli.mesh("approval", "list", "--overdue").out()).doesNotContain("r-01aa");
        assertThat(cli.mesh("approval", "list", "-o", "json").out()).contains("\"shown\" : \"" + QUESTION.hash());
    }

    @Test
    void one_is_shown_with_what_was_answered() {
        assertThat(cli.mesh("approval", "get", "r-01aa").out())
                .contains("Publish this brief?  OPEN", "publish, reject", "Heat pumps", QUESTION.hash());
        assertThat(cli.mesh("approval", "get", "r-02bb/ok").out()).contains("publish by ana", "fine");
        assertThat(cli.mesh("approval", "get", "r-01aa/elsewhere").exit()).isEqualTo(3);
    }

    @Test
    void an_answer_names_what_was_shown_and_is_done_when_it_counts() {
        answering(answered("ok", "publish", "bob"), done("ok"));
        Invocation chosen = cli.mesh(
                "approval",
                "choose",
                "r-01",
                "publish",
                "--by",
                "bob",
                "--role",
                "editor",
                "--comment",
                "good",
                "--set",
                "pages=3",
                "--set",
                "note=see p. 2");

        assertThat(chosen.exit()).as(chosen.err()).isZero();
        var sent =
                (CommandMessage.DecideApproval) cli.mesh.runs.sent().getFirst().body();
        assertThat(sent.shown()).isEqualTo(QUESTION.hash());
        assertThat(sent.roles()).containsExactly("editor");
        assertThat(sent.form().orElseThrow().text()).isEqualTo("{\"pages\":3,\"note\":\"see p. 2\"}");
    }

    @Test
    void approve_and_reject_are_choices_too() {
        answering(answered("ok", "reject", "bob"));
        assertThat(cli.mesh("approval", "reject", "r-01aa", "--by", "bob").exit())
                .isZero();
        assertThat(((CommandMessage.DecideApproval)
                                cli.mesh.runs.sent().getFirst().body())
                        .choice())
                .isEqualTo("reject");
        answering(refused("DecideApproval", "MESH-8005", "\"approve\" is none of the choices"));
        assertThat(cli.mesh("approval", "approve", "r-01aa", "--by", "bob").exit())
                .isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"MESH-8001,4", "MESH-8002,6", "MESH-8003,4", "MESH-8004,4", "MESH-8006,11", "MESH-8007,4"})
    void a_refusal_ends_with_its_own_exit_code(String code, int exit) {
        answering(refused("DecideApproval", code, "no"));
        Invocation seen = cli.mesh("approval", "choose", "r-01aa", "publish");
        assertThat(seen.exit()).isEqualTo(exit);
        assertThat(seen.err()).contains(code);
    }

    @Test
    void a_run_that_waits_for_a_person_says_so() {
        assertThat(cli.mesh("run", "list").out()).contains("WAITING human", "ok");
        assertThat(cli.mesh("run", "get", "r-01aa").out()).contains("mesh approval get r-01aa/ok");
    }

    @Test
    void how_much_needs_people_is_counted_by_workflow() {
        cli.mesh.runs.given("r-03", started("brief", "Brief: wool", "{}"), completed("1"));
        cli.mesh.runs.given("r-04", started("other", "", "{}"), completed("1"));
        String table = cli.mesh("approval", "stats").out();
        assertThat(table.lines()
                        .filter(line -> line.startsWith("brief"))
                        .findFirst()
                        .orElseThrow())
                .containsSubsequence("3", "2", "66.7 %", "2", "1", "50.0 %");
        assertThat(table.lines()
                        .filter(line -> line.startsWith("other"))
                        .findFirst()
                        .orElseThrow())
                .containsSubsequence("1", "0", "0.0 %", "1", "1", "100.0 %");
    }

    @Test
    void a_run_that_a_person_rejected_ends_with_a_code_of_its_own() {
        cli.mesh.runs.given(
                "r-05",
                started("brief", "", "{}"),
                dev.agentmesh.cli.fake.Happenings.failed("no", "REJECTED", "not good"));
        assertThat(cli.mesh("run", "result", "r-05").exit()).isEqualTo(10);
    }
}
