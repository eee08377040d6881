package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.answer;
import static dev.agentmesh.core.spec.Intents.answered;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.passed;
import static dev.agentmesh.core.spec.Intents.pendingDue;
import static dev.agentmesh.core.spec.Intents.reminderDue;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.shown;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.choose;
import static dev.agentmesh.core.spec.Steps.fail;
import static dev.agentmesh.core.spec.Steps.human;
import static dev.agentmesh.core.spec.Steps.on;
import static dev.agentmesh.core.spec.Steps.question;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.spec.Intents.Intent;
import dev.agentmesh.core.spec.Steps.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HumanPatternTest {
    private static final Duration DAY = Duration.ofHours(24);

    private static Shape asked(String show, String assign, int quorum, String form) {
        OutsideVerb.Human plain = question("Go on?");
        return step(
                "h",
                new OutsideVerb.Human(
                        plain.title(),
                        Optional.of(new Template(show)),
                        plain.choices(),
                        form.isEmpty() ? Optional.empty() : Optional.of(form),
                        assign.isEmpty() ? Optional.empty() : Optional.of(new Template(assign)),
                        quorum,
                        plain.due(),
                        plain.reminder(),
                        plain.overdue()));
    }

    private static Shape reminded(Duration every, Optional<Duration> due) {
        OutsideVerb.Human plain = question("Go on?");
        return step(
                "h",
                new OutsideVerb.Human(
                        plain.title(),
                        plain.show(),
                        plain.choices(),
                        plain.form(),
                        plain.assign(),
                        1,
                        due,
                        Optional.of(every),
                        new Overdue.Fail()));
    }

    private static Intent valued(String form) {
        return world ->
                answer("h", "yes", "ana", shown(world, "h"), Optional.of(form)).happen(world);
    }

    @Test
    void a_person_is_asked_and_the_answer_is_the_output() {
        given(workflow(human("h"), agent("a").given("\"${steps.h.output.choice}\"")))
                .started("1")
                .then("run started 1 until +24h", "h asks \"Go on?\" yes|no")
                .when(answered("h", "yes"))
                .then(
                        "h answered yes by ana",
                        "h completed with {\"choice\":\"yes\",\"by\":\"ana\",\"comment\":\"\",\"form\":null,\"answers\":"
                                + "[{\"choice\":\"yes\",\"by\":\"ana\",\"comment\":\"\",\"form\":null,\"at\":\"2026-01-01T00:00:00Z\"}]}",
                        "a#1 dispatched \"yes\" until +1m");
    }

    @Test
    void approve_and_reject_are_ways_a_switch_takes() {
        given(workflow(
                        human("h"),
                        choose("s", on("steps.h.output.choice == \"yes\"", agent("a")), on("true", fail("f", "NO")))))
                .started("1")
                .when(answered("h", "no"))
                .thenEndsWith("s opened switch 1", "s[1]/f failed NO", "s failed NO", "run failed at s[1]/f: NO");
    }

    @Test
    void what_is_shown_is_bound_to_the_answer_by_its_hash() {
        var story = given(workflow(asked("\"${input}\"", "", 1, ""))).started("7");
        var asked = story.only(OutsideEvent.ApprovalRequested.class);
        assertThat(asked.question().show().text()).isEqualTo("7");
        assertThat(asked.shown()).isEqualTo(asked.question().hash()).hasSize(64);

        story.when(answer("h", "yes", "ana", "0".repeat(64), Optional.empty()))
                .then("refused DecideApproval MESH-8004")
                .when(answer("h", "yes", "ana", asked.shown(), Optional.empty()))
                .thenContains("h answered yes by ana");
    }

    @Test
    void two_questions_with_other_content_have_other_hashes() {
        String one = given(workflow(asked("\"${input}\"", "", 1, "")))
                .started("7")
                .only(OutsideEvent.ApprovalRequested.class)
                .shown();
        String other = given(workflow(asked("\"${input}\"", "", 1, "")))
                .started("8")
                .only(OutsideEvent.ApprovalRequested.class)
                .shown();
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void only_the_assignee_may_answer() {
        given(workflow(asked("1", "\"role:finance\"", 1, "")))
                .started("1")
                .thenEndsWith("h asks \"Go on?\" yes|no of role:finance")
                .when(answered("h", "yes", "ana", "editor"))
                .then("refused DecideApproval MESH-8002")
                .when(answered("h", "yes", "", "finance"))
                .then("refused DecideApproval MESH-8002")
                .when(answered("h", "yes", "bob", "editor", "finance"))
                .thenContains("h answered yes by bob");
        given(workflow(asked("1", "\"${input}\"", 1, "")))
                .started("\"user:bob\"")
                .when(answered("h", "yes", "ana", "bob"))
                .then("refused DecideApproval MESH-8002")
                .when(answered("h", "yes", "bob"))
                .thenContains("h answered yes by bob");
    }

    @Test
    void an_assignee_that_is_nobody_fails_the_step() {
        given(workflow(asked("1", "\"${input}\"", 1, "")))
                .started("\"somebody\"")
                .thenEndsWith("h failed MESH-8008", "run failed at h: MESH-8008");
    }

    @Test
    void a_quorum_is_met_by_different_people_with_the_same_choice() {
        given(workflow(asked("1", "", 2, "")))
                .started("1")
                .when(answered("h", "yes", "ana"))
                .then("h answered yes by ana")
                .when(answered("h", "yes", "ana"))
                .then("refused DecideApproval MESH-8001")
                .when(answered("h", "no", "bob"))
                .then("h answered no by bob")
                .when(answered("h", "yes", "cleo"))
                .thenContains("h answered yes by cleo")
                .thenEndsWith("run completed " + completedBy());
    }

    private static String completedBy() {
        String all = List.of("yes ana", "no bob", "yes cleo").stream()
                .map(one -> "{\"choice\":\"" + one.split(" ")[0] + "\",\"by\":\"" + one.split(" ")[1]
                        + "\",\"comment\":\"\",\"form\":null,\"at\":\"2026-01-01T00:00:00Z\"}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
        return "{\"choice\":\"yes\",\"by\":\"cleo\",\"comment\":\"\",\"form\":null,\"answers\":" + all + "}";
    }

    @Test
    void a_second_answer_is_told_who_was_first() {
        var story = given(workflow(human("h"), agent("a")))
                .started("1")
                .when(answered("h", "no", "ana"))
                .when(answered("h", "yes", "bob"))
                .then("refused DecideApproval MESH-8001");
        assertThat(story.only(Event.CommandRejected.class).failure().message())
                .isEqualTo("\"h\" was decided already by ana at 2026-01-01T00:00:00Z: no");
    }

    @Test
    void a_choice_that_is_none_is_refused() {
        given(workflow(human("h")))
                .started("1")
                .when(answered("h", "perhaps"))
                .then("refused DecideApproval MESH-8005");
    }

    @Test
    void a_form_must_fit_and_must_be_asked_for() {
        given(workflow(asked("1", "", 1, "{\"type\":\"object\"}")))
                .started("1")
                .when(valued("\"bad\""))
                .then("refused DecideApproval MESH-8006")
                .when(valued("{\"note\":\"fine\"}"))
                .thenContains("h answered yes by ana");
        given(workflow(human("h"))).started("1").when(valued("{}")).then("refused DecideApproval MESH-8006");
    }

    @Test
    void an_answer_too_large_for_a_record_is_refused() {
        given(workflow(asked("1", "", 1, "{}")))
                .started("1")
                .when(valued("\"" + "x".repeat(Payloads.LIMIT) + "\""))
                .then("refused DecideApproval MESH-5003");
    }

    private static final class Payloads {
        static final int LIMIT = dev.agentmesh.core.value.Payload.MAX_BYTES;
    }

    @Test
    void an_answer_to_what_was_never_asked_is_refused() {
        given(workflow(agent("a"))).started("1").when(answered("a", "yes")).then("refused DecideApproval MESH-8007");
    }

    @Test
    void silence_fails_it_and_never_approves() {
        given(workflow(human("h", DAY.dividedBy(2), new Overdue.Fail())))
                .started("1")
                .thenEffects("set run deadline +24h", "set end of h +12h")
                .when(due(pendingDue("h")))
                .then("h expired", "h failed MESH-8003", "run failed at h: MESH-8003")
                .when(answered("h", "yes"))
                .then("refused DecideApproval MESH-8003");
    }

    @Test
    void an_answer_after_its_time_is_refused_even_before_the_timer_has_fired() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Fail())))
                .started("1")
                .after(passed(Duration.ofHours(1)))
                .when(answered("h", "yes"))
                .then("refused DecideApproval MESH-8003");
    }

    @Test
    void a_timer_that_comes_too_early_decides_nothing() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Fail())))
                .started("1")
                .after(passed(Duration.ofMinutes(59)))
                .when(saidDue(pendingDue("h")))
                .thenNothing();
    }

    @Test
    void silence_can_be_escalated_once_and_then_fails() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Escalate("role:chief"))))
                .started("1")
                .when(due(pendingDue("h")))
                .then("h escalated to role:chief until +2h")
                .thenEffects("clear end of h +1h", "set end of h +2h")
                .when(due(pendingDue("h")))
                .then("h expired", "h failed MESH-8003", "run failed at h: MESH-8003");
    }

    @Test
    void after_an_escalation_both_may_answer() {
        OutsideVerb.Human plain = question("Go on?");
        Shape h = step(
                "h",
                new OutsideVerb.Human(
                        plain.title(),
                        plain.show(),
                        plain.choices(),
                        plain.form(),
                        Optional.of(new Template("\"role:editor\"")),
                        2,
                        Optional.of(Duration.ofHours(1)),
                        plain.reminder(),
                        new Overdue.Escalate("user:chief")));
        given(workflow(h))
                .started("1")
                .when(answered("h", "yes", "chief"))
                .then("refused DecideApproval MESH-8002")
                .after(due(pendingDue("h")))
                .when(answered("h", "yes", "chief"))
                .then("h answered yes by chief")
                .when(answered("h", "yes", "ana", "editor"))
                .thenContains("h answered yes by ana")
                .thenEffectsContain("clear end of h +2h");
    }

    @Test
    void silence_counts_as_a_choice_where_that_is_confirmed() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Choose("no"))))
                .started("1")
                .when(due(pendingDue("h")))
                .then(
                        "h expired",
                        "h completed with {\"choice\":\"no\",\"by\":\"overdue\",\"comment\":\"\",\"form\":null,\"answers\":[]}",
                        "run completed {\"choice\":\"no\",\"by\":\"overdue\",\"comment\":\"\",\"form\":null,\"answers\":[]}");
    }

    @Test
    void it_is_reminded_of_again_and_again_until_it_is_due() {
        given(workflow(reminded(Duration.ofMinutes(25), Optional.of(Duration.ofHours(1)))))
                .started("1")
                .thenEffects("set run deadline +24h", "set end of h +1h", "set reminder 1 of h +25m")
                .when(due(reminderDue("h", 1)))
                .then("h reminded 1 until +50m")
                .when(due(reminderDue("h", 2)))
                .then("h reminded 2");
    }

    @Test
    void an_answer_stops_reminders_and_end() {
        given(workflow(reminded(Duration.ofMinutes(25), Optional.of(Duration.ofHours(1))), agent("a")))
                .started("1")
                .after(due(reminderDue("h", 1)))
                .when(answered("h", "yes"))
                .thenEffectsContain("clear end of h +1h", "clear reminder 2 of h +50m");
    }

    @Test
    void a_reminder_out_of_turn_decides_nothing() {
        given(workflow(reminded(Duration.ofMinutes(25), Optional.empty())))
                .started("1")
                .after(passed(Duration.ofHours(1)))
                .when(saidDue(reminderDue("h", 2)))
                .thenNothing();
    }

    @Test
    void a_canceled_run_asks_no_longer() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Fail())))
                .started("1")
                .when(canceled("enough"))
                .then("h canceled: enough", "run canceled: enough by tester")
                .thenEffectsContain("clear end of h +1h")
                .when(answered("h", "yes"))
                .then("refused DecideApproval MESH-8007");
    }

    @Test
    void feedback_flows_on_as_ordinary_output() {
        given(workflow(
                        agent("draft"),
                        asked("\"${steps.draft.output}\"", "", 1, "{}"),
                        agent("revise").given("\"${steps.h.output.form.note}\"")))
                .started("1")
                .after(completed("draft", "\"text\""))
                .when(valued("{\"note\":\"shorter\"}"))
                .thenEndsWith("revise#1 dispatched \"shorter\" until +1m");
    }

    @Test
    void a_title_without_a_value_fails_it() {
        OutsideVerb.Human plain = question("${boom}");
        given(workflow(step("h", plain))).started("1").thenEndsWith("h failed TEST-0001", "run failed at h: TEST-0001");
    }

    @Test
    void its_catch_takes_an_expiry() {
        given(workflow(human("h", Duration.ofHours(1), new Overdue.Fail()).caught(agent("c"))))
                .started("1")
                .when(due(pendingDue("h")))
                .thenEndsWith(
                        "h failed MESH-8003",
                        "h opened catch 0 of MESH-8003",
                        "h[catch0]/c#1 dispatched 1 until +1h1m");
    }
}
