package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.POISON;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Steps.supervisor;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisorPatternTest {
    private static final String LEAD0 = "s[0]/s._supervisor";
    private static final String LEAD1 = "s[1]/s._supervisor";
    private static final String LEAD2 = "s[2]/s._supervisor";

    private static Story anybody(int rounds, int revisions) {
        return given(workflow(supervisor("s", rounds, revisions).given("{\"topic\":\"heat\"}")))
                .started("1");
    }

    /** What the tasks of the last decision were given, in order. */
    private static java.util.List<String> inputs(Story story) {
        return story.decision().events().stream()
                .filter(Event.TaskDispatched.class::isInstance)
                .map(Event.TaskDispatched.class::cast)
                .map(task ->
                        task.path() + " " + task.agent() + " " + task.input().text())
                .toList();
    }

    @Test
    void it_is_told_its_task_in_fields_and_who_is_up() {
        assertThat(inputs(anybody(3, 1)))
                .containsExactly(
                        LEAD0 + " chief {\"goal\":\"reach it\",\"task\":{\"topic\":\"heat\"},\"criteria\":\"good\","
                                + "\"workers\":[{\"worker\":\"m1\",\"about\":\"does one thing\",\"skills\":[\"one\"]},"
                                + "{\"worker\":\"m2\",\"about\":\"does another\",\"skills\":[]}],"
                                + "\"round\":1,\"rounds\":3,\"results\":[]}");
    }

    @Test
    void those_the_definition_allows_are_the_only_workers() {
        Story story = given(workflow(supervisor("s", 3, 1, "m2", "m9"))).started("1");
        assertThat(inputs(story).getFirst())
                .contains("\"workers\":[{\"worker\":\"m2\",\"about\":\"does another\",\"skills\":[]},"
                        + "{\"worker\":\"m9\",\"about\":\"\",\"skills\":[]}]");
        story.when(completed(LEAD0, "{\"delegate\":[{\"worker\":\"m1\",\"task\":\"t\"}]}"))
                .thenContains("s[1] started");
        assertThat(inputs(story).getFirst()).contains("\"refused\":\"There is no worker \\\"m1\\\"; workers: m2, m9\"");
        story.when(completed(LEAD1, "{\"delegate\":[{\"worker\":\"m9\",\"task\":\"t\"}]}"));
        assertThat(inputs(story)).containsExactly("s[d1]/s.m9 m9 {\"goal\":\"reach it\",\"task\":\"t\"}");
    }

    @Test
    void work_of_a_round_begins_at_once_and_all_of_it_goes_back_for_review() {
        Story story = anybody(3, 1)
                .when(completed(
                        LEAD0,
                        "{\"delegate\":[{\"worker\":\"m1/one\",\"task\":{\"find\":1},\"criteria\":\"short\"},"
                                + "{\"worker\":\"m2\",\"task\":\"t\"}]}"));
        assertThat(inputs(story))
                .containsExactly(
                        "s[d1]/s._worker m1 {\"goal\":\"reach it\",\"task\":{\"find\":1},\"criteria\":\"short\"}",
                        "s[d2]/s._worker m2 {\"goal\":\"reach it\",\"task\":\"t\"}");
        story.when(completed("s[d2]/s._worker", "22"))
                .then("s[d2]/s._worker#1 completed 22", "s[d2] lane completed from s[d2]/s._worker")
                .when(failed("s[d1]/s._worker", POISON, "E1"));
        assertThat(inputs(story).getFirst())
                .startsWith(LEAD1)
                .contains(
                        "\"round\":2,\"rounds\":3,\"results\":["
                                + "{\"id\":\"d1\",\"worker\":\"m1/one\",\"task\":{\"find\":1},\"criteria\":\"short\",\"revision\":1,"
                                + "\"review\":true,\"error\":{\"code\":\"E1\",\"message\":\"E1 happened\"}},"
                                + "{\"id\":\"d2\",\"worker\":\"m2\",\"task\":\"t\",\"revision\":1,\"review\":true,\"output\":22}]");
        story.when(completed(LEAD1, "{\"done\":{\"sum\":22}}"))
                .thenEndsWith("s completed with {\"sum\":22}", "run completed {\"sum\":22}");
    }

    @Test
    void work_that_is_not_good_enough_is_done_again_with_what_is_wrong() {
        Story story = anybody(3, 1)
                .after(
                        completed(LEAD0, "{\"delegate\":[{\"worker\":\"m1\",\"task\":\"t\"}]}"),
                        completed("s[d1]/s._worker", "\"draft\""))
                .when(completed(LEAD1, "{\"revise\":[{\"id\":\"d1\",\"feedback\":\"longer\"}]}"));
        assertThat(inputs(story))
                .containsExactly("s[d1.2]/s._worker m1 {\"goal\":\"reach it\",\"task\":\"t\","
                        + "\"feedback\":\"longer\",\"previous\":\"draft\"}");
        story.when(completed("s[d1.2]/s._worker", "\"better\""));
        assertThat(inputs(story).getFirst())
                .contains("\"results\":[{\"id\":\"d1\",\"worker\":\"m1\",\"task\":\"t\",\"revision\":2,"
                        + "\"feedback\":\"longer\",\"review\":true,\"output\":\"better\"}]");
        story.when(completed(LEAD2, "{\"revise\":[{\"id\":\"d1\",\"feedback\":\"longer\"}]}"));
        assertThat(inputs(story).getFirst())
                .contains("\"refused\":\"\\\"d1\\\" was revised 1 times already; take it as it is or do without it\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|An answer has \"done\" with the result, or \"delegate\" or \"revise\" with a list of work",
                "{\"delegate\":[]}|An answer has \"done\" with the result, or \"delegate\" or \"revise\" with a list of work",
                "{\"delegate\":[{}]}|A piece of work names no worker; workers: m1, m1/one, m2",
                "{\"delegate\":[{\"worker\":\"m2\"}]}|The work for \"m2\" has no \"task\"",
                "{\"revise\":[{\"id\":\"d7\",\"feedback\":\"x\"}]}|There is no piece of work \"d7\" to revise"
            })
    void an_answer_that_cannot_be_followed_goes_back_with_the_reason(String answer, String why) {
        Story story = anybody(3, 1).when(completed(LEAD0, answer));
        assertThat(inputs(story).getFirst())
                .startsWith(LEAD1)
                .contains("\"refused\":" + dev.agentmesh.core.value.JsonText.quote(why));
        assertThat(story.events()).anyMatch(event -> event.startsWith("s notes delegation-refused"));
    }

    @Test
    void three_answers_that_cannot_be_followed_fail_it() {
        anybody(3, 1)
                .after(completed(LEAD0, "1"), completed(LEAD1, "2"))
                .when(completed(LEAD2, "3"))
                .thenEndsWith("s failed MESH-4162", "run failed at s: MESH-4162");
    }

    @Test
    void rounds_are_bounded() {
        anybody(1, 1)
                .after(
                        completed(LEAD0, "{\"delegate\":[{\"worker\":\"m1\",\"task\":\"t\"}]}"),
                        completed("s[d1]/s._worker", "1"))
                .when(completed(LEAD1, "{\"delegate\":[{\"worker\":\"m1\",\"task\":\"t\"}]}"))
                .thenEndsWith("s failed MESH-4161", "run failed at s: MESH-4161");
    }

    @Test
    void a_supervisor_that_fails_fails_the_step() {
        anybody(3, 1)
                .when(failed(LEAD0, DECLINED, "NO"))
                .thenEndsWith("s failed NO", "run failed at " + LEAD0 + ": NO");
    }

    @Test
    void nothing_is_a_result_too() {
        anybody(3, 1).when(completed(LEAD0, "{\"done\":null}")).thenEndsWith("run completed null");
    }
}
