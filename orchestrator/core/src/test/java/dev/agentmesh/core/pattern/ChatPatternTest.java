package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.chat;
import static dev.agentmesh.core.spec.Teams.chosen;
import static dev.agentmesh.core.spec.Teams.failingWhenStuck;
import static dev.agentmesh.core.spec.Teams.inTurn;
import static dev.agentmesh.core.spec.Teams.moderated;
import static dev.agentmesh.core.spec.Teams.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPatternTest {
    private static Workflow of(Verb.Chat chat) {
        return workflow(step("c", chat));
    }

    private static String result(Story story, String field) {
        Json result = Json.of(story.only(Event.RunCompleted.class).output()).orElseThrow();
        return result.field(field).orElseThrow().write();
    }

    @Test
    void speakers_take_turns_and_see_the_last_of_what_was_said() {
        Story story = given(of(chat(inTurn(), 3, "x", "y")))
                .started("7")
                .then(
                        "run started 7 until +24h",
                        "c opened turns of 3",
                        "c keeps topic=7",
                        "c[0] started",
                        "c[0]/c.x#1 dispatched {\"topic\":7,\"role\":\"x\",\"round\":0,\"history\":[]} until +1m")
                .when(completed("c[0]/c.x", "1"))
                .then(
                        "c[0]/c.x#1 completed 1",
                        "c[0] lane completed from c[0]/c.x",
                        "c[1] started",
                        "c[1]/c.y#1 dispatched {\"topic\":7,\"role\":\"y\",\"round\":1,\"history\":"
                                + "[{\"round\":0,\"role\":\"x\",\"content\":1}]} until +1m")
                .after(completed("c[1]/c.y", "2"))
                .when(completed("c[2]/c.x", "3"));
        assertThat(result(story, "history"))
                .isEqualTo("[{\"round\":0,\"role\":\"x\",\"content\":1},{\"round\":1,\"role\":\"y\",\"content\":2},"
                        + "{\"round\":2,\"role\":\"x\",\"content\":3}]");
        assertThat(result(story, "rounds")).isEqualTo("3");
        assertThat(result(story, "final")).isEqualTo("3");
        assertThat(result(story, "reason")).isEqualTo("\"max\"");
    }

    @Test
    void the_window_bounds_what_a_speaker_is_shown() {
        Story story = given(of(chat(inTurn(), 5, "x", "y"))).started("7");
        story.after(completed("c[0]/c.x", "1"), completed("c[1]/c.y", "2"))
                .when(completed("c[2]/c.x", "3"))
                .thenEndsWith(
                        "c[3]/c.y#1 dispatched {\"topic\":7,\"role\":\"y\",\"round\":3,\"history\":"
                                + "[{\"round\":1,\"role\":\"y\",\"content\":2},{\"round\":2,\"role\":\"x\",\"content\":3}]} until +1m");
    }

    @Test
    void it_ends_when_the_condition_holds() {
        Story story = given(of(until("chat.last == 2", chat(inTurn(), 9, "x", "y"))))
                .started("7")
                .after(completed("c[0]/c.x", "1"))
                .when(completed("c[1]/c.y", "2"));
        assertThat(result(story, "reason")).isEqualTo("\"until\"");
        Story turns = given(of(until("chat.turns == 1", chat(inTurn(), 9, "x", "y"))))
                .started("7")
                .when(completed("c[0]/c.x", "1"));
        assertThat(result(turns, "rounds")).isEqualTo("1");
    }

    @Test
    void a_signal_in_what_is_said_ends_it() {
        Story story = given(of(chat(inTurn(), 9, "x", "y")))
                .started("7")
                .when(completed("c[0]/c.x", "{\"text\":\"it is APPROVED now\"}"));
        assertThat(result(story, "reason")).isEqualTo("\"signal\"");
    }

    @Test
    void repetition_without_progress_ends_it() {
        Story story = given(of(chat(inTurn(), 99, "x", "y")))
                .started("7")
                .after(
                        completed("c[0]/c.x", "\"Buy it.\""),
                        completed("c[1]/c.y", "\"Sell it.\""),
                        completed("c[2]/c.x", "\"buy it\""))
                .when(completed("c[3]/c.y", "\"SELL it!\""))
                .thenContains("c notes no-progress {\"turns\":4}");
        assertThat(result(story, "reason")).isEqualTo("\"no-progress\"");
    }

    @Test
    void repetition_fails_it_where_that_is_wanted() {
        given(of(failingWhenStuck(chat(inTurn(), 99, "x"))))
                .started("7")
                .after(completed("c[0]/c.x", "1"))
                .when(completed("c[1]/c.x", "1"))
                .thenEndsWith("c notes no-progress {\"turns\":2}", "c failed MESH-4140", "run failed at c: MESH-4140");
    }

    @Test
    void a_moderator_names_the_speaker_before_each_turn_and_knows_the_members() {
        given(of(chat(moderated(), 3, "x", "y")))
                .started("7")
                .thenEndsWith(
                        "c[0]/c._moderator#1 dispatched {\"topic\":7,\"round\":0,\"members\":["
                                + "{\"name\":\"x\",\"about\":\"knows x\"},{\"name\":\"y\",\"about\":\"knows y\"}],\"history\":[]} until +1m")
                .when(completed("c[0]/c._moderator", "{\"next\":\"y\"}"))
                .then(
                        "c[0]/c._moderator#1 completed {\"next\":\"y\"}",
                        "c[0] notes speaker {\"role\":\"y\",\"by\":\"moderator\"}",
                        "c[0]/c.y#1 dispatched {\"topic\":7,\"role\":\"y\",\"round\":0,\"history\":[]} until +1m")
                .when(completed("c[0]/c.y", "5"))
                .thenContains("c[0] lane completed from c[0]/c.y", "c[1] started")
                .when(completed("c[1]/c._moderator", "\"x\""))
                .thenEndsWith("c[1]/c.x#1 dispatched {\"topic\":7,\"role\":\"x\",\"round\":1,\"history\":"
                        + "[{\"round\":0,\"role\":\"y\",\"content\":5}]} until +1m");
    }

    @Test
    void a_moderator_can_end_it() {
        Story story = given(of(chat(moderated(), 3, "x")))
                .started("7")
                .after(completed("c[0]/c._moderator", "\"x\""), completed("c[0]/c.x", "5"))
                .when(completed("c[1]/c._moderator", "\"TERMINATE\""))
                .thenContains("c[1] lane completed");
        assertThat(result(story, "reason")).isEqualTo("\"terminate\"");
        assertThat(result(story, "rounds")).isEqualTo("1");
        assertThat(result(story, "final")).isEqualTo("5");
    }

    @Test
    void a_moderator_that_names_nobody_fails_it() {
        for (String answer : List.of("\"z\"", "{\"next\":\"z\"}", "{}", "12", "null")) {
            given(of(chat(moderated(), 3, "x")))
                    .started("7")
                    .when(completed("c[0]/c._moderator", answer))
                    .thenEndsWith("c[0] lane canceled", "c failed MESH-4141", "run failed at c: MESH-4141");
        }
    }

    @Test
    void an_expression_names_the_speaker() {
        given(of(chat(chosen("chat.turns == 0"), 3, "true", "false")))
                .started("7")
                .thenContains("c[0] notes speaker {\"role\":\"true\",\"by\":\"expression\"}")
                .when(completed("c[0]/c.true", "1"))
                .thenContains("c[1] notes speaker {\"role\":\"false\",\"by\":\"expression\"}");
    }

    @Test
    void an_expression_that_names_nobody_fails_it() {
        given(of(chat(chosen("\"z\""), 3, "x")))
                .started("7")
                .thenEndsWith("c[0] lane canceled", "c failed MESH-4141", "run failed at c: MESH-4141");
        given(of(chat(chosen("boom"), 3, "x")))
                .started("7")
                .thenEndsWith("c failed TEST-0001", "run failed at c: TEST-0001");
    }

    @Test
    void a_speaker_that_fails_fails_it() {
        given(workflow(step("c", chat(inTurn(), 3, "x")).caught(agent("z"))))
                .started("7")
                .when(failed("c[0]/c.x", DECLINED, "NO"))
                .thenEndsWith(
                        "c[0] lane failed NO",
                        "c failed NO",
                        "c opened catch 0 of NO",
                        "c[catch0]/z#1 dispatched 7 until +1m");
    }
}
