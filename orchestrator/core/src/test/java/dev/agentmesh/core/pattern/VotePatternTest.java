package dev.agentmesh.core.pattern;

import static dev.agentmesh.core.spec.Intents.DECLINED;
import static dev.agentmesh.core.spec.Intents.answered;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.due;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.pendingDue;
import static dev.agentmesh.core.spec.Steps.agent;
import static dev.agentmesh.core.spec.Steps.step;
import static dev.agentmesh.core.spec.Steps.workflow;
import static dev.agentmesh.core.spec.Story.given;
import static dev.agentmesh.core.spec.Teams.chair;
import static dev.agentmesh.core.spec.Teams.fixed;
import static dev.agentmesh.core.spec.Teams.overridden;
import static dev.agentmesh.core.spec.Teams.vote;
import static dev.agentmesh.core.spec.Teams.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Verb.Rule;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.spec.Story;
import dev.agentmesh.core.value.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VotePatternTest {
    private static final Verb.Tie FAIL = new Verb.Tie.Fail();
    private static final Verb.Tie FIRST = new Verb.Tie.First();

    private static Workflow of(Verb.Vote vote) {
        return workflow(step("v", vote));
    }

    /** Voters a, b, c, ... answer in this order. */
    private static Story voted(Verb.Vote vote, String... ballots) {
        Story story = given(of(vote)).started("7");
        for (int i = 0; i < ballots.length; i++) {
            String voter = vote.voters().get(i).name();
            story.when(completed("v[" + voter + "]/v." + voter, ballots[i]));
        }
        return story;
    }

    private static String winner(Story story) {
        return Json.of(story.only(Event.RunCompleted.class).output())
                .flatMap(result -> result.field("winner"))
                .orElseThrow()
                .write();
    }

    @Test
    void all_vote_at_once_and_the_rule_counts() {
        given(of(vote(Rule.MAJORITY, 3, FAIL, "a", "b", "c")))
                .started("7")
                .then(
                        "run started 7 until +24h",
                        "v opened parallel a,b,c needs 3",
                        "v[a] started",
                        "v[a]/v.a#1 dispatched 7 until +1m",
                        "v[b] started",
                        "v[b]/v.b#1 dispatched 7 until +1m",
                        "v[c] started",
                        "v[c]/v.c#1 dispatched 7 until +1m")
                .when(completed("v[b]/v.b", "1"))
                .then("v[b]/v.b#1 completed 1", "v[b] lane completed from v[b]/v.b")
                .after(completed("v[a]/v.a", "2"))
                .when(completed("v[c]/v.c", "1"))
                .thenEndsWith(
                        "run completed {\"winner\":1,\"by\":\"rule\",\"votes\":[{\"voter\":\"a\",\"ballot\":2,\"weight\":1},"
                                + "{\"voter\":\"b\",\"ballot\":1,\"weight\":1},{\"voter\":\"c\",\"ballot\":1,\"weight\":1}],\"counts\":["
                                + "{\"ballot\":2,\"weight\":1},{\"ballot\":1,\"weight\":2}]}");
    }

    @Test
    void rules_count_each_in_their_way() {
        assertThat(winner(voted(vote(Rule.PLURALITY, 1, FAIL, "a", "b", "c", "d"), "1", "2", "2", "3")))
                .isEqualTo("2");
        assertThat(winner(voted(vote(Rule.UNANIMOUS, 1, FAIL, "a", "b"), "{\"x\":1}", "{\"x\":1.0}")))
                .isEqualTo("{\"x\":1}");
        assertThat(winner(voted(vote(Rule.MEAN, 1, FAIL, "a", "b", "c"), "1", "2", "4.5")))
                .isEqualTo("2.5");
        assertThat(winner(voted(vote(Rule.MEDIAN, 1, FAIL, "a", "b", "c"), "9", "1", "2")))
                .isEqualTo("2");
        assertThat(winner(voted(vote(Rule.MEDIAN, 1, FAIL, "a", "b", "c", "d"), "9", "1", "2", "4")))
                .isEqualTo("3");
    }

    @Test
    void ranked_ballots_move_on_when_their_favourite_drops_out() {
        assertThat(winner(voted(
                        vote(Rule.RANKED, 1, FAIL, "a", "b", "c", "d", "e"),
                        "[1,2]",
                        "[1,2]",
                        "[2,1]",
                        "[2,1]",
                        "[3,2]")))
                .isEqualTo("2");
        voted(vote(Rule.RANKED, 1, FAIL, "a", "b"), "[1]", "[2]")
                .thenEndsWith("v failed MESH-4145", "run failed at v: MESH-4145");
        voted(vote(Rule.RANKED, 1, FAIL, "a"), "1").thenEndsWith("v failed MESH-4149", "run failed at v: MESH-4149");
    }

    @Test
    void a_majority_is_more_than_half() {
        voted(vote(Rule.MAJORITY, 1, FAIL, "a", "b", "c", "d"), "1", "1", "2", "3")
                .thenEndsWith("v failed MESH-4145", "run failed at v: MESH-4145");
        voted(vote(Rule.UNANIMOUS, 1, FAIL, "a", "b"), "1", "2")
                .thenEndsWith("v failed MESH-4145", "run failed at v: MESH-4145");
    }

    @Test
    void a_voter_that_fails_is_missing_and_without_quorum_there_is_no_vote() {
        given(of(vote(Rule.PLURALITY, 2, FAIL, "a", "b", "c")))
                .started("7")
                .after(completed("v[a]/v.a", "1"), failed("v[b]/v.b", DECLINED, "NO"))
                .when(completed("v[c]/v.c", "1"))
                .thenContains("v[c] lane completed from v[c]/v.c");
        given(workflow(step("v", vote(Rule.PLURALITY, 2, FAIL, "a", "b"))
                        .caught(agent("z").given("\"${steps.v.errors}\""))))
                .started("7")
                .after(completed("v[a]/v.a", "1"))
                .when(failed("v[b]/v.b", DECLINED, "NO"))
                .thenEndsWith(
                        "v[b] lane failed NO",
                        "v failed MESH-4146",
                        "v opened catch 0 of MESH-4146",
                        "v[catch0]/z#1 dispatched [{\"lane\":\"b\",\"code\":\"NO\",\"message\":\"NO happened\"}] until +1m");
    }

    @Test
    void weights_count() {
        assertThat(winner(voted(
                        weighted(fixed("c", "2.5"), "output", vote(Rule.MAJORITY, 1, FAIL, "a", "b", "c")),
                        "1",
                        "1",
                        "2")))
                .isEqualTo("2");
        assertThat(winner(voted(
                        weighted(fixed("a", "3", "b", "1"), "output", vote(Rule.MEAN, 1, FAIL, "a", "b")), "1", "5")))
                .isEqualTo("2");
        assertThat(winner(voted(
                        weighted(fixed("a", "3", "b", "1"), "output", vote(Rule.MEDIAN, 1, FAIL, "a", "b")), "1", "5")))
                .isEqualTo("1");
    }

    @Test
    void a_confidence_told_with_the_answer_can_be_the_weight() {
        Verb.Weights told = new Verb.Weights.Told(new Expression("output.sure"));
        Verb.Vote vote = weighted(told, "output.pick", vote(Rule.MAJORITY, 1, FAIL, "a", "b", "c"));
        assertThat(winner(voted(
                        vote, "{\"pick\":1,\"sure\":0.2}", "{\"pick\":1,\"sure\":0.3}", "{\"pick\":2,\"sure\":0.9}")))
                .isEqualTo("2");
        voted(vote, "{\"pick\":1,\"sure\":0.2}", "{\"pick\":1,\"sure\":0.3}", "{\"pick\":2,\"sure\":-1}")
                .thenEndsWith("v failed MESH-4149", "run failed at v: MESH-4149");
        voted(vote, "{\"pick\":1,\"sure\":0.2}", "{\"pick\":1,\"sure\":0.3}", "{\"pick\":2}")
                .thenEndsWith("v failed TEST-0001", "run failed at v: TEST-0001");
    }

    @Test
    void a_tie_is_broken_as_the_definition_says() {
        assertThat(winner(voted(vote(Rule.PLURALITY, 1, FIRST, "a", "b"), "2", "1")))
                .isEqualTo("2");
        Story story = voted(vote(Rule.PLURALITY, 1, chair(), "a", "b"), "1", "2")
                .thenContains(
                        "v notes escalated {\"to\":\"_tie\",\"counts\":[{\"ballot\":1,\"weight\":1},{\"ballot\":2,\"weight\":1}]}",
                        "v[_tie] started",
                        "v[_tie]/v._tie#1 dispatched {\"input\":7,\"votes\":[{\"voter\":\"a\",\"ballot\":1,\"weight\":1},"
                                + "{\"voter\":\"b\",\"ballot\":2,\"weight\":1}],\"counts\":[{\"ballot\":1,\"weight\":1},"
                                + "{\"ballot\":2,\"weight\":1}],\"leading\":[1,2]} until +1m");
        assertThat(winner(story.when(completed("v[_tie]/v._tie", "2")))).isEqualTo("2");
    }

    @Test
    void a_chair_that_fails_fails_it() {
        voted(vote(Rule.PLURALITY, 1, chair(), "a", "b"), "1", "2")
                .when(failed("v[_tie]/v._tie", DECLINED, "NO"))
                .thenEndsWith("v[_tie] lane failed NO", "v failed NO", "run failed at v[_tie]/v._tie: NO");
    }

    @Test
    void who_overrides_is_asked_when_the_ballots_differ_and_only_then() {
        Verb.Vote vote = overridden(vote(Rule.MAJORITY, 1, FAIL, "a", "b", "c"));
        assertThat(winner(voted(vote, "1", "1", "1"))).isEqualTo("1");
        assertThat(winner(voted(vote, "1", "1", "2").when(completed("v[_override]/v._override", "2"))))
                .isEqualTo("2");
    }

    @Test
    void numbers_are_needed_for_a_mean() {
        voted(vote(Rule.MEAN, 1, FAIL, "a", "b"), "1", "\"x\"")
                .thenEndsWith("v failed MESH-4149", "run failed at v: MESH-4149");
    }

    @Test
    void a_ballot_without_a_value_fails_it() {
        voted(weighted(new Verb.Weights.Equal(), "output.pick", vote(Rule.MEAN, 1, FAIL, "a")), "1")
                .thenEndsWith("v failed TEST-0001", "run failed at v: TEST-0001");
    }

    @Test
    void a_person_picks_a_ballot_when_the_rule_does_not() {
        Person chief = new Person(
                Optional.of("role:editor"), Optional.of(Duration.ofHours(2)), Optional.empty(), new Overdue.Fail());
        Story story = voted(vote(Rule.MAJORITY, 2, new Verb.Tie.Asked(chief), "a", "b"), "\"A\"", "\"B\"");
        story.thenContains("v[_person] started");
        OutsideEvent.ApprovalRequested asked = story.only(OutsideEvent.ApprovalRequested.class);
        assertThat(asked.path().text()).isEqualTo("v[_person]/v._person");
        assertThat(asked.question().choices()).containsExactly("A", "B", "none of them");
        assertThat(asked.question().show().text()).contains("\"input\":7", "\"votes\":[", "\"counts\":[");
        assertThat(asked.question().assign()).isEqualTo("role:editor");
        assertThat(winner(story.when(answered("v[_person]/v._person", "B")))).isEqualTo("\"B\"");
        assertThat(story.only(Event.RunCompleted.class).output().text()).contains("\"by\":\"person\"");
    }

    @Test
    void a_person_who_picks_none_or_is_silent_makes_no_winner() {
        Person hasty =
                new Person(Optional.empty(), Optional.of(Duration.ofHours(2)), Optional.empty(), new Overdue.Fail());
        voted(vote(Rule.MAJORITY, 2, new Verb.Tie.Asked(hasty), "a", "b"), "1", "2")
                .when(answered("v[_person]/v._person", "none of them"))
                .thenEndsWith("v failed MESH-4145", "run failed at v: MESH-4145");
        voted(vote(Rule.MAJORITY, 2, new Verb.Tie.Asked(hasty), "a", "b"), "1", "2")
                .when(due(pendingDue("v[_person]/v._person")))
                .thenEndsWith(
                        "v[_person] lane failed MESH-8003",
                        "v failed MESH-8003",
                        "run failed at v[_person]/v._person: MESH-8003");
    }

    @Test
    void a_ballot_that_is_no_short_text_is_picked_by_its_number() {
        String longText = "\"" + "x".repeat(80) + "\"";
        Story story = voted(
                vote(Rule.MAJORITY, 2, new Verb.Tie.Asked(Person.anybody()), "a", "b"), longText, "\"none of them\"");
        assertThat(story.only(OutsideEvent.ApprovalRequested.class).question().choices())
                .containsExactly("ballot 1", "ballot 2", "none of them");
        assertThat(winner(story.when(answered("v[_person]/v._person", "ballot 2"))))
                .isEqualTo("\"none of them\"");
    }
}
