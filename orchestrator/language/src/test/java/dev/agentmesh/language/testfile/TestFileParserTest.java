package dev.agentmesh.language.testfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.definition.FileKind;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.problem.Problem;
import dev.agentmesh.language.testfile.ScriptedAnswer.Said;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestFileParserTest {
    private static final Workflow WORKFLOW = ((ParsedWorkflow.Valid) new WorkflowParser()
                    .parse("mesh: v1\nworkflow: w\nsteps:\n  - { id: draft, agent: writer }\n", "w.yaml"))
            .workflow();

    private static TestFile valid(String source) {
        return switch (TestFileParser.parse(source, "w.test.yaml", WORKFLOW)) {
            case ParsedTestFile.Valid(TestFile file) -> file;
            case ParsedTestFile.Invalid(List<Problem> problems) ->
                throw new AssertionError(problems.getFirst().render());
        };
    }

    private static Problem problem(String cases) {
        String source = "mesh: v1\ntest: w\ncases:\n" + cases;
        return switch (TestFileParser.parse(source, "w.test.yaml", WORKFLOW)) {
            case ParsedTestFile.Valid _ -> throw new AssertionError("it was read: " + source);
            case ParsedTestFile.Invalid(List<Problem> problems) -> problems.getFirst();
        };
    }

    @Test
    void a_case_says_what_agents_answer_and_what_is_expected() {
        TestFile file = valid("""
                mesh: v1
                test: w
                cases:
                  - name: all of it
                    input: { a: 1 }
                    agents:
                      writer:
                        - { fails: DOWN, delay: 2s }
                        - { when: input.a > 1, declines: { code: NEVER, message: not me } }
                        - { output: "${input.a}" }
                    during:
                      - { at: 5s, cancel: enough }
                    expect:
                      status: CANCELED
                      steps: { draft: { attempts: 2 } }
                """);

        TestCase only = file.cases().getFirst();
        assertThat(only.line()).isEqualTo(4);
        assertThat(only.input()).isEqualTo(Payload.json("{\"a\":1}"));
        List<ScriptedAnswer> answers = Objects.requireNonNull(only.agents().get("writer"));
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).times()).hasValue(1);
        assertThat(answers.get(0).delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(answers.get(1).times()).isEmpty();
        assertThat(answers.get(1).said()).isEqualTo(new Said.Wrong(FailureKind.DECLINED, "NEVER", "not me"));
        assertThat(answers.get(2).times()).isEmpty();
        assertThat(only.during())
                .containsExactly(new Happening(
                        Optional.of(Duration.ofSeconds(5)), new Happening.Cancel("enough"), Optional.empty()));
        assertThat(only.expected().status()).contains("canceled");
        assertThat(only.expected().steps().values())
                .singleElement()
                .satisfies(step -> assertThat(step.attempts()).hasValue(2));
    }

    @Test
    void people_and_other_systems_act_meanwhile() {
        TestFile file = valid("""
                mesh: v1
                test: w
                cases:
                  - during:
                      - { answer: draft, choice: publish, by: ana, roles: [editor], comment: good, form: { a: 1 } }
                      - { answer: draft, choice: reject, at: 1h, refused: MESH-8001 }
                      - { signal: paid, with: { sum: 1 } }
                      - { event: closed }
                      - { redrive: draft, input: 2 }
                    expect:
                      published: [{ topic: a.b, key: k, value: [1] }]
                """);

        TestCase only = file.cases().getFirst();
        assertThat(only.during())
                .containsExactly(
                        new Happening(
                                Optional.empty(),
                                new Happening.Decide(
                                        "draft",
                                        "publish",
                                        Optional.of(Payload.json("{\"a\":1}")),
                                        "good",
                                        Optional.of("ana"),
                                        List.of("editor")),
                                Optional.empty()),
                        new Happening(
                                Optional.of(Duration.ofHours(1)),
                                new Happening.Decide(
                                        "draft", "reject", Optional.empty(), "", Optional.empty(), List.of()),
                                Optional.of("MESH-8001")),
                        new Happening(
                                Optional.empty(),
                                new Happening.Signaled("paid", Payload.json("{\"sum\":1}")),
                                Optional.empty()),
                        new Happening(
                                Optional.empty(), new Happening.Announced("closed", Payload.NULL), Optional.empty()),
                        new Happening(
                                Optional.empty(),
                                new Happening.Redrive("draft", Optional.of(Payload.json("2"))),
                                Optional.empty()));
        assertThat(only.expected().published().orElseThrow())
                .containsExactly(new Expected.Published("a.b", Optional.of("k"), Optional.of(Payload.json("[1]"))));
    }

    @Test
    void outputs_are_given_one_after_the_other_and_the_last_for_ever() {
        TestFile file = valid("mesh: v1\ntest: w\ncases:\n  - agents: { writer: { outputs: [1, 2] } }\n");

        assertThat(file.cases().getFirst().agents().values().stream().flatMap(List::stream))
                .extracting(answer -> answer.times().orElse(-1))
                .containsExactly(1, -1);
    }

    @Test
    void a_case_that_expects_nothing_expects_that_the_run_completes() {
        TestFile file = valid("mesh: v1\ntest: w\ncases:\n  - agents: { writer: { output: 1 } }\n");

        assertThat(file.cases().getFirst().expected()).isEqualTo(Expected.COMPLETED);
        assertThat(file.cases().getFirst().name()).isEqualTo("case in line 4");
    }

    @Test
    void a_case_that_expects_an_error_expects_a_failure() {
        TestFile file = valid("mesh: v1\ntest: w\ncases:\n  - expect: { error: X }\n");

        assertThat(file.cases().getFirst().expected().status()).contains("failed");
    }

    @Test
    void a_step_that_is_not_there_is_named_with_the_nearest_one() {
        Problem problem = problem("  - expect: { steps: { drafft: 1 } }\n");

        assertThat(problem.code()).isEqualTo("MESH-2060");
        assertThat(problem.suggestion()).contains("draft");
        assertThat(problem.line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order: [nobody]", "steps: { \"files[1]/nobody\": skipped }"})
    void steps_are_looked_up_wherever_they_stand(String expected) {
        assertThat(problem("  - expect: { " + expected + " }\n").code()).isEqualTo("MESH-2060");
    }

    @Test
    void a_redrive_of_a_step_that_is_not_there_is_refused() {
        assertThat(problem("  - during: [{ redrive: nobody }]\n").code()).isEqualTo("MESH-2060");
    }

    @Test
    void a_file_for_another_workflow_is_refused() {
        ParsedTestFile parsed =
                TestFileParser.parse("mesh: v1\ntest: other\ncases:\n  - name: a\n", "w.test.yaml", WORKFLOW);

        assertThat(((ParsedTestFile.Invalid) parsed).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("MESH-2061"));
    }

    @Test
    void a_test_file_is_no_workflow() {
        ParsedWorkflow parsed = new WorkflowParser().parse("mesh: v1\ntest: w\ncases: []\n", "w.test.yaml");

        assertThat(((ParsedWorkflow.Invalid) parsed).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("MESH-2062");
            assertThat(problem.fix()).isEqualTo("mesh workflow test w.test.yaml");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESH-2004|  - agents: { writer: { output: 1, dely: 2s } }",
                "MESH-2015|  - agents: { writer: { output: 1, fails: X } }",
                "MESH-2015|  - agents: { writer: {} }",
                "MESH-2015|  - agents: { writer: [] }",
                "MESH-2005|  - agents: { writer: { output: \"${input.}\" } }",
                "MESH-2005|  - agents: { writer: { when: \"input ==\", output: 1 } }",
                "MESH-2005|  - expect: { check: \"output.x >\" }",
                "MESH-2013|  - expect: { status: done }",
                "MESH-2014|  - agents: { writer: { output: 1, delay: soon } }",
                "MESH-2015|  - during: [{ at: 1s }]",
                "MESH-2015|  - during: [{ answer: draft }]",
                "MESH-2015|  - during: [{ signal: a, event: b }]",
                "MESH-2004|  - during: [{ signal: a, choice: b }]",
                "MESH-2060|  - during: [{ answer: nobody, choice: a }]",
                "MESH-2015|  - expect: { published: [{ value: 1 }] }",
                "MESH-2004|  - expects: {}",
            })
    void what_is_wrong_with_a_case_is_said(String code, String cases) {
        assertThat(problem(cases + "\n").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "'workflow: w', WORKFLOW",
        "'test: w', TEST",
        "'team: w', TEAM",
        "'fleet: w', FLEET",
        "'version: 2', OTHER",
        "'{}', WORKFLOW",
        "'steps: []', WORKFLOW",
        "'[1]', WORKFLOW",
        "'a: [', WORKFLOW"
    })
    void a_file_says_what_it_is(String source, FileKind kind) {
        assertThat(FileKind.of(source)).isEqualTo(kind);
    }
}
