package dev.agentmesh.inprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.testfile.ParsedTestFile;
import dev.agentmesh.language.testfile.TestFileParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case that should fail does, and says why. */
class CasePlayerTest {
    private static final Workflow WORKFLOW =
            ((ParsedWorkflow.Valid) new WorkflowParser().parse("""
                            mesh: v1
                            workflow: w
                            steps:
                              - { id: draft, agent: writer, with: { topic: "${input.topic}" }, retry: none }
                              - { id: check, agent: critic, when: steps.draft.output.size() > 2 }
                            """, "w.yaml")).workflow();

    private static CaseResult play(String agents, String expect) {
        String source = "mesh: v1\ntest: w\ncases:\n  - input: { topic: cork }\n    agents: " + agents
                + "\n    expect: " + expect + "\n";
        var file = ((ParsedTestFile.Valid) TestFileParser.parse(source, "w.test.yaml", WORKFLOW)).file();
        return new CasePlayer(WORKFLOW, List.of()).play(file.cases().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ status: failed }|status",
                "{ output: 2 }|output",
                "{ steps: { draft: 2 } }|steps.draft.times",
                "{ steps: { check: completed } }|steps.check.status",
                "{ steps: { check: 1 } }|steps.check.times",
                "{ steps: { draft: { attempts: 3 } } }|steps.draft.attempts",
                "{ steps: { draft: { error: X } } }|steps.draft.error",
                "{ steps: { draft: { output: nope } } }|steps.draft.output",
                "{ steps: { draft: { input: { topic: wool } } } }|steps.draft.input",
                "{ order: [check, draft] }|order",
                "{ deadLetters: 1 }|deadLetters",
                "{ within: 1s }|within",
                "{ check: size(output) > 5 }|check",
                "{ check: output.nothing }|check",
            })
    void each_expectation_that_is_not_met_is_named(String expect, String what) {
        CaseResult result = play("{ writer: { output: ab, delay: 5s } }", expect);

        assertThat(result.passed()).isFalse();
        assertThat(result.mismatches()).extracting(Mismatch::what).contains(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ status: completed, output: ab }",
                "{ steps: { draft: { times: 1, attempts: 1, status: completed, output: ab, input: { topic: cork } } } }",
                "{ steps: { check: skipped }, order: [draft], within: 5s, deadLetters: 0 }",
                "{ check: [size(output) == 2, 'steps.check.status == \"skipped\"'] }",
            })
    void what_is_met_passes(String expect) {
        assertThat(play("{ writer: { output: ab, delay: 5s } }", expect).mismatches())
                .isEmpty();
    }

    @Test
    void an_agent_that_is_not_scripted_fails_the_case() {
        CaseResult result = play("{}", "{ status: held }");

        assertThat(result.mismatches())
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.found()).contains("writer was asked for \"draft\""));
    }

    @Test
    void a_script_that_is_used_up_fails_the_case() {
        CaseResult result = play("{ writer: { output: abc }, critic: { output: x, times: 1, when: 'false' } }", "{}");

        assertThat(result.mismatches().getFirst().found()).contains("critic was asked", "no answer");
    }

    @Test
    void an_answer_that_has_no_value_fails_the_case() {
        CaseResult result = play("{ writer: { output: \"${input.nothing}\" } }", "{ status: held }");

        assertThat(result.mismatches().getFirst().found()).contains("the answer of writer");
    }

    @Test
    void a_failed_run_says_why() {
        CaseResult result = play("{ writer: { silent: true } }", "{ status: completed }");

        assertThat(result.mismatches().getFirst().toString()).contains("expected completed", "failed (MESH-4118");
    }

    private static CaseResult during(String during, String expect) {
        Workflow workflow = ((ParsedWorkflow.Valid) new WorkflowParser().parse("""
                                mesh: v1
                                workflow: w
                                steps:
                                  - id: ok
                                    human: { title: Well?, choices: [publish, reject], assign: "role:editor", due: 1h }
                                  - wait: { event: go, timeout: 1h }
                                """, "w.yaml")).workflow();
        String source = "mesh: v1\ntest: w\ncases:\n  - during: " + during + "\n    expect: " + expect + "\n";
        var file = ((ParsedTestFile.Valid) TestFileParser.parse(source, "w.test.yaml", workflow)).file();
        return new CasePlayer(workflow, List.of()).play(file.cases().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{ answer: ok, choice: publish }, { event: go }]|{}",
                "[{ answer: ok, choice: publish }, { at: 50m, signal: go }]|{}",
                "[{ answer: ok, choice: publish }]|{ error: MESH-4102 }",
                "[{ answer: ok, choice: reject, by: eve, refused: MESH-8002 }]|{ error: MESH-8003 }",
                "[{ answer: ok, choice: publish }, { at: 1m, answer: ok, choice: reject, refused: MESH-8001 }]|{ error: MESH-4102 }",
            })
    void people_and_other_systems_do_what_the_case_says(String during, String expect) {
        assertThat(during(during, expect).mismatches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{ answer: ok, choice: maybe }]|answer ok with maybe|MESH-8005",
                "[{ answer: ok, choice: publish, refused: MESH-8002 }]|answer ok with publish refused with MESH-8002|that it was not refused",
                "[{ event: go }]|event go|that there was no occasion for it",
                "[{ redrive: ok }]|redrive ok|that there was no occasion for it",
                "[{ at: 1m, answer: ok, choice: publish, roles: [editor], by: '' }]|answer ok with publish|MESH-8002",
            })
    void what_cannot_be_done_fails_the_case(String during, String what, String found) {
        CaseResult result = during(during, "{ error: MESH-8003 }");

        assertThat(result.mismatches()).anySatisfy(mismatch -> {
            assertThat(mismatch.what()).isEqualTo("during");
            assertThat(mismatch.expected()).isEqualTo(what);
            assertThat(mismatch.found()).startsWith(found);
        });
    }
}
