package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.attemptDeadline;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.paused;
import static dev.agentmesh.core.spec.Intents.redirected;
import static dev.agentmesh.core.spec.Intents.resumed;
import static dev.agentmesh.core.spec.Intents.retryDue;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.chat;
import static dev.agentmesh.core.spec.Teams.inTurn;
import static dev.agentmesh.core.spec.Teams.moderated;
import static dev.agentmesh.core.spec.Teams.summedUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chats here show their last two turns as they were said. */
class ChatSummaryTest {
    private static final String LONG = "\"" + "word ".repeat(100) + "\"";

    private static Story begun(Verb.Chat chat) {
        return given(workflow(step("c", chat))).started("7");
    }

    private static String input(Story story, String role) {
        return story.decision().events().stream()
                .filter(Event.TaskDispatched.class::isInstance)
                .map(Event.TaskDispatched.class::cast)
                .filter(task -> task.path().id().equals("c." + role))
                .map(task -> task.input().text())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void after_so_many_turns_an_agent_sums_up_before_the_next_speaks() {
        Story story = begun(summedUp(3, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), completed("c[1]/c.y", "2"))
                .when(completed("c[2]/c.x", "3"));
        assertThat(input(story, "_summarizer"))
                .isEqualTo("{\"topic\":7,\"summary\":null,\"history\":["
                        + "{\"round\":0,\"role\":\"x\",\"content\":1},{\"round\":1,\"role\":\"y\",\"content\":2},"
                        + "{\"round\":2,\"role\":\"x\",\"content\":3}]}");
        story.when(completed("c[3]/c._summarizer", "\"all agree\""));
        assertThat(input(story, "y"))
                .isEqualTo(
                        "{\"topic\":7,\"role\":\"y\",\"round\":3,\"summary\":{\"turns\":3,\"content\":\"all agree\"},"
                                + "\"history\":[{\"round\":1,\"role\":\"y\",\"content\":2},{\"round\":2,\"role\":\"x\",\"content\":3}]}");
    }

    @Test
    void the_next_summary_is_given_the_last_and_what_came_since() {
        Story story = begun(summedUp(2, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), completed("c[1]/c.y", "2"))
                .after(completed("c[2]/c._summarizer", "\"so far\""), completed("c[2]/c.x", "3"))
                .when(completed("c[3]/c.y", "4"));
        assertThat(input(story, "_summarizer"))
                .isEqualTo("{\"topic\":7,\"summary\":\"so far\",\"history\":["
                        + "{\"round\":2,\"role\":\"x\",\"content\":3},{\"round\":3,\"role\":\"y\",\"content\":4}]}");
    }

    @Test
    void what_no_summary_covers_yet_is_shortened_by_rule() {
        Story story = begun(summedUp(9, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", LONG), completed("c[1]/c.y", "2"))
                .when(completed("c[2]/c.x", LONG.replace("word", "term")));
        assertThat(input(story, "y"))
                .contains("word …\",\"shortened\":true")
                .contains(LONG.replace("word", "term"))
                .doesNotContain(LONG);
    }

    @Test
    void a_summarizer_that_fails_costs_nothing_but_the_summary() {
        for (FailureKind kind : List.of(POISON, DECLINED)) {
            Story story = begun(summedUp(2, chat(inTurn(), 4, "x", "y")))
                    .after(completed("c[0]/c.x", "1"), completed("c[1]/c.y", "2"))
                    .when(failed("c[2]/c._summarizer", kind, "E1"))
                    .thenContains("c[2] notes no-summary {\"why\":\"E1\"}");
            assertThat(input(story, "x")).contains("\"history\":[{\"round\":0").doesNotContain("\"summary\"");
            story.after(completed("c[2]/c.x", "3")).when(completed("c[3]/c.y", "4"));
            assertThat(story.events().getLast()).startsWith("run completed");
        }
    }

    @Test
    void it_is_asked_again_with_all_that_was_missed() {
        Story story = begun(summedUp(2, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), completed("c[1]/c.y", "2"))
                .after(failed("c[2]/c._summarizer", DECLINED, "E1"))
                .after(completed("c[2]/c.x", "3"))
                .when(completed("c[3]/c.y", "4"));
        assertThat(input(story, "_summarizer")).contains("\"round\":0", "\"round\":3");
    }

    @Test
    void a_summary_as_long_as_what_it_sums_up_is_left_out() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"))
                .when(completed("c[1]/c._summarizer", "\"" + "x".repeat(ChatMinutes.MAX_SUMMARY) + "\""))
                .thenContains("c[1] notes no-summary {\"why\":\"has 32770 bytes, the limit is 32768\"}");
        assertThat(input(story, "y")).doesNotContain("\"summary\"");
    }

    @Test
    void a_moderator_reads_the_summary_too() {
        Story story = begun(summedUp(1, chat(moderated(), 9, "x", "y")))
                .after(completed("c[0]/c._moderator", "\"x\""), completed("c[0]/c.x", "1"))
                .when(completed("c[1]/c._summarizer", "\"one\""));
        assertThat(input(story, "_moderator")).contains("\"summary\":{\"turns\":1,\"content\":\"one\"}");
    }

    @Test
    void an_answer_that_says_nothing_is_no_summary() {
        for (String nothing : List.of("null", "\" \"")) {
            Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                    .after(completed("c[0]/c.x", "1"))
                    .when(completed("c[1]/c._summarizer", nothing))
                    .thenContains("c[1] notes no-summary {\"why\":\"is empty\"}");
            assertThat(input(story, "y")).contains("\"content\":1").doesNotContain("\"summary\"");
        }
    }

    @Test
    void turns_in_the_window_are_shown_as_they_were_said_though_a_summary_covers_them() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", LONG), completed("c[1]/c._summarizer", "\"one\""))
                .after(completed("c[1]/c.y", "2"))
                .when(completed("c[2]/c._summarizer", "\"two\""));
        assertThat(input(story, "x"))
                .contains("\"turns\":2", LONG, "\"content\":2")
                .doesNotContain("shortened");
    }

    @Test
    void who_sums_up_is_given_the_newest_turns_in_full_as_far_as_they_fit_and_the_older_ones_shortened() {
        Story story = begun(summedUp(3, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", text(60_000)), completed("c[1]/c.y", text(60_000)))
                .when(completed("c[2]/c.x", text(60_001)));
        assertThat(input(story, "_summarizer"))
                .containsOnlyOnce("shortened")
                .matches("(?s).*\"history\":\\[\\{"
                        + "\"round\":0,\"role\":\"x\",\"content\":\"t{200}…\",\"shortened\":true},\\{\"round\":1,.*");
        story.when(completed("c[3]/c._summarizer", "\"long\""));
        assertThat(input(story, "y")).doesNotContain("shortened").contains("\"round\":1", "\"round\":2");
    }

    @Test
    void long_turns_between_the_summary_and_the_window_take_the_room_they_have_when_shortened() {
        Story story = begun(summedUp(9, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", text(60_000)), completed("c[1]/c.y", text(60_000)))
                .after(completed("c[2]/c.x", text(60_001)))
                .when(completed("c[3]/c.y", text(60_001)));
        assertThat(input(story, "x")).contains("\"round\":0", "\"round\":1", "\"round\":2", "\"round\":3");
    }

    @Test
    void what_is_too_much_to_sum_up_does_not_end_the_chat() {
        given(workflow(step("c", summedUp(3, chat(inTurn(), 9, "x", "y")))))
                .started(text(200_000))
                .after(completed("c[0]/c.x", text(25_000)), completed("c[1]/c.y", text(25_000)))
                .when(completed("c[2]/c.x", text(25_001)))
                .thenContains("c[3] notes no-summary {\"why\":\"MESH-5003\"}")
                .when(completed("c[3]/c.y", "4"))
                .thenContains("c[3] lane completed from c[3]/c.y");
    }

    @Test
    void one_that_never_answers_is_not_waited_for_and_comes_too_late() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y"))).after(completed("c[0]/c.x", "1"));
        for (int attempt = 1; story.world().task("c[1]/c.y").isEmpty(); attempt++) {
            Timer timer = story.world().timers().containsKey(attemptDeadline("c[1]/c._summarizer", attempt))
                    ? attemptDeadline("c[1]/c._summarizer", attempt)
                    : retryDue("c[1]/c._summarizer", attempt--);
            story.when(due(timer));
        }
        story.thenContains("c[1] notes no-summary {\"why\":\"MESH-4102\"}")
                .when(completed("c[1]/c._summarizer", 1, "\"late\""));
        assertThat(story.decision().events()).hasOnlyElementsOfType(Event.LateResultIgnored.class);
        story.when(completed("c[1]/c.y", "2"));
        assertThat(input(story, "_summarizer")).contains("\"summary\":null").doesNotContain("late");
    }

    @Test
    void a_summary_that_comes_while_the_run_is_paused_is_kept_and_nobody_speaks_until_it_goes_on() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), paused())
                .when(completed("c[1]/c._summarizer", "\"one\""))
                .thenEndsWith("held what follows c[1]/c._summarizer");
        assertThat(open(story)).isEmpty();
        story.when(resumed());
        assertThat(open(story)).containsExactly("c[1]/c.y");
        assertThat(input(story, "y")).contains("\"summary\":{\"turns\":1,\"content\":\"one\"}");
    }

    @Test
    void a_summarizer_that_fails_while_the_run_is_paused_is_missed_when_it_goes_on() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), paused(), failed("c[1]/c._summarizer", DECLINED, "E1"))
                .when(resumed())
                .thenContains("c[1] notes no-summary {\"why\":\"E1\"}");
        assertThat(open(story)).containsExactly("c[1]/c.y");
    }

    @Test
    void another_agent_can_be_told_to_sum_up() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"), redirected("c[1]/c._summarizer", "m2"))
                .when(completed("c[1]/c._summarizer", "\"one\""));
        assertThat(open(story)).containsExactly("c[1]/c.y");
        assertThat(input(story, "y")).contains("\"content\":\"one\"");
    }

    @Test
    void a_run_that_is_canceled_takes_the_summary_back() {
        Story story = begun(summedUp(1, chat(inTurn(), 9, "x", "y")))
                .after(completed("c[0]/c.x", "1"))
                .when(canceled("enough"))
                .thenContains("c[1]/c._summarizer#1 canceled: enough", "run canceled: enough by tester");
        assertThat(open(story)).isEmpty();
    }

    private static String text(int length) {
        return "\"" + "t".repeat(length) + "\"";
    }

    private static List<String> open(Story story) {
        return story.world().run().cells().keySet().stream()
                .filter(key -> key.kind() == CellKey.Kind.TASK)
                .map(key -> key.path().text())
                .toList();
    }
}
