package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.chat;
import static dev.agentmesh.core.spec.Teams.inTurn;
import static dev.agentmesh.core.spec.Teams.moderated;
import static dev.agentmesh.core.spec.Teams.summedUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Story;
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
                .isEqualTo("{\"topic\":7,\"role\":\"y\",\"round\":3,\"summary\":{\"turns\":3,\"content\":\"all agree\"},"
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
        for (var kind : new dev.agentmesh.core.value.FailureKind[] {POISON, DECLINED}) {
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
}
