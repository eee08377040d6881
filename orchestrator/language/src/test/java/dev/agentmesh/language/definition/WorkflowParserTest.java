package dev.agentmesh.language.definition;

import static dev.agentmesh.language.definition.Parsing.problems;
import static dev.agentmesh.language.definition.Parsing.step;
import static dev.agentmesh.language.definition.Parsing.steps;
import static dev.agentmesh.language.definition.Parsing.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkflowParserTest {
    private static final RetryPolicy DEFAULTS = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Nested
    class A_file_with_every_verb {
        private final Workflow workflow;

        A_file_with_every_verb() throws IOException {
            workflow = valid(Files.readString(Path.of("src/test/resources/workflows/everything.yaml")));
        }

        @Test
        void has_its_header() {
            assertThat(workflow.ref().name()).isEqualTo("code-check");
            assertThat(workflow.ref().version()).isEqualTo("3");
            assertThat(workflow.about()).isEqualTo("Reviews a change, file by file.");
            assertThat(workflow.title()).contains(new Template("\"Review of ${input.repository}\""));
            assertThat(workflow.output()).contains(new Template("\"${steps.summary.output}\""));
            assertThat(workflow.timeLimit()).isEqualTo(Duration.ofMinutes(30));
            assertThat(workflow.inputSchema())
                    .contains("{\"type\":\"object\",\"required\":[\"repository\",\"files\"],\"properties\":{"
                            + "\"repository\":{\"type\":\"string\"},"
                            + "\"files\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}},"
                            + "\"strict\":{\"type\":\"boolean\"}}}");
        }

        @Test
        void has_its_steps_in_order() {
            assertThat(workflow.steps())
                    .extracting(Step::id)
                    .containsExactly("triage", "route", "files", "release", "summary");
        }

        @Test
        void has_an_agent_call_with_its_modifiers() {
            Step triage = workflow.steps().getFirst();

            assertThat(triage.verb()).isEqualTo(new Verb.AgentCall("analyst", "triage"));
            assertThat(triage.modifiers())
                    .isEqualTo(new Modifiers(
                            Optional.empty(),
                            Optional.of(
                                    new Template(
                                            "{\"files\":\"${input.files}\",\"note\":\"for ${input.repository}, not $${this}\"}")),
                            Optional.of(Duration.ofSeconds(30)),
                            new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                            Optional.of(new Template("\"${run.id}-triage\"")),
                            List.of()));
        }

        @Test
        void has_a_switch_with_an_empty_else() {
            assertThat(workflow.steps().get(1).verb())
                    .isEqualTo(new Verb.Switch(List.of(
                            new Verb.Case(
                                    Optional.of(new Expression("steps.triage.output.kind == \"docs\"")),
                                    List.of(new Step(
                                            "return",
                                            new Verb.Return(new Template("{\"verdict\":\"ok\"}")),
                                            noModifiers()))),
                            new Verb.Case(Optional.empty(), List.of()))));
        }

        @Test
        void has_a_map_with_a_parallel_in_it() {
            var map = (Verb.MapEach) workflow.steps().get(2).verb();

            assertThat(map.over()).isEqualTo(new Expression("input.files.filter(f, !f.generated)"));
            assertThat(map.as()).isEqualTo("file");
            assertThat(map.width()).isEqualTo(4);
            assertThat(map.join()).isEqualTo(new Join.Percent(80));
            assertThat(map.late()).isEqualTo(Late.KEEP);
            var checks = (Verb.Parallel) map.steps().getFirst().verb();
            assertThat(checks.join()).isEqualTo(new Join.Count(2));
            assertThat(checks.late()).isEqualTo(Late.CANCEL);
            assertThat(checks.branches().keySet()).containsExactly("security", "style", "tests");
            assertThat(checks.branches().values())
                    .allSatisfy(branch -> assertThat(branch).hasSize(1))
                    .extracting(branch -> branch.getFirst().verb())
                    .containsExactly(
                            new Verb.AgentCall("security", ""),
                            new Verb.AgentCall("style", ""),
                            new Verb.AgentCall("tester", ""));
            assertThat(map.steps().get(1).verb())
                    .isEqualTo(new Verb.SetValues(new java.util.LinkedHashMap<>(Map.of(
                            "worst", new Template("\"${steps.checks.outputs.map(o, default(o.risk, 0)).sort()}\"")))));
        }

        @Test
        void has_catch_clauses() {
            Step release = workflow.steps().get(3);

            assertThat(release.modifiers().timeout()).contains(Duration.ofMinutes(5));
            assertThat(release.modifiers().catches())
                    .extracting(CatchClause::when)
                    .containsExactly(Optional.of(new Expression("error.code == \"REFUSED\"")), Optional.empty());
            assertThat(release.modifiers()
                            .catches()
                            .getFirst()
                            .steps()
                            .getFirst()
                            .verb())
                    .isEqualTo(new Verb.Fail("NOT_PUBLISHED", new Template("\"refused: ${error.message}\"")));
        }

        @Test
        void has_catch_steps_without_a_clause() {
            CatchClause clause = workflow.steps().get(4).modifiers().catches().getFirst();

            assertThat(clause.when()).isEmpty();
            assertThat(clause.steps().getFirst().modifiers().with())
                    .contains(new Template(
                            "{\"plain\":true,\"nothing\":null,\"number\":1.5,\"list\":[1,\"two\",\"3\"]}"));
        }

        @Test
        void derives_ids_that_are_unique_in_the_file() {
            assertThat(workflow.steps().get(3).modifiers().catches().get(1).steps())
                    .extracting(Step::id)
                    .containsExactly("publisher-2");
            assertThat(workflow.steps().get(4).modifiers().catches().getFirst().steps())
                    .extracting(Step::id)
                    .containsExactly("writer");
        }

        private Modifiers noModifiers() {
            return new Modifiers(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    RetryPolicy.DEFAULT,
                    Optional.empty(),
                    List.of());
        }
    }

    @Test
    void a_derived_id_never_takes_one_that_is_written_later() {
        assertThat(steps("""
                        - agent: a
                        - agent: a
                        - id: a
                          agent: b
                        """)).extracting(Step::id).containsExactly("a-2", "a-3", "a");
    }

    @Test
    void an_agent_call_has_the_defaults_of_the_file() {
        Workflow workflow = valid("""
                mesh: v1
                workflow: w
                defaults: { timeout: 90s, retry: { max: 5, backoff: 2s } }
                steps:
                  - agent: a
                  - agent: b
                    retry: { max: 2 }
                """);

        assertThat(workflow.steps().get(0).modifiers().timeout()).contains(Duration.ofSeconds(90));
        assertThat(workflow.steps().get(0).modifiers().retry())
                .isEqualTo(new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofSeconds(2)));
        assertThat(workflow.steps().get(1).modifiers().retry())
                .isEqualTo(new RetryPolicy(2, Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    @Test
    void a_number_after_retry_counts_attempts() {
        assertThat(step("- agent: a\n  retry: 7").modifiers().retry().maxAttempts())
                .isEqualTo(7);
    }

    @Test
    void what_is_left_out_has_its_default() {
        Workflow workflow = valid("mesh: v1\nworkflow: w\nsteps:\n  - map: { over: input, do: [{ agent: a }] }\n");

        assertThat(workflow.ref().version()).isEqualTo("1");
        assertThat(workflow.about()).isEmpty();
        assertThat(workflow.title()).isEmpty();
        assertThat(workflow.output()).isEmpty();
        assertThat(workflow.inputSchema()).isEmpty();
        assertThat(workflow.timeLimit()).isEqualTo(Workflow.DEFAULT_TIME_LIMIT);
        assertThat(workflow.steps().getFirst().verb())
                .isEqualTo(new Verb.MapEach(
                        new Expression("input"),
                        "item",
                        10,
                        new Join.All(),
                        Late.CANCEL,
                        List.of(new Step("a", new Verb.AgentCall("a", ""), Modifiers.NONE))));
    }

    @Test
    void a_json_document_is_a_definition_too() {
        Workflow workflow =
                valid("{\"mesh\": \"v1\", \"workflow\": \"w\", \"steps\": [{\"agent\": \"a\", \"retry\": 2}]}");

        assertThat(workflow.steps()).extracting(Step::id).containsExactly("a");
    }

    @Test
    void line_ends_of_windows_and_a_byte_order_mark_change_nothing_but_the_hash() {
        String plain =
                "mesh: v1\nworkflow: w\nsteps:\n  - agent: a\n    with:\n      t: |\n        one ${input.x}\n        two\n";

        Workflow other = valid("\ufeff" + plain.replace("\n", "\r\n"));

        assertThat(other.steps()).isEqualTo(valid(plain).steps());
        assertThat(other.ref().hash()).isNotEqualTo(valid(plain).ref().hash());
    }

    @Test
    void the_hash_is_that_of_the_bytes() {
        String source = "mesh: v1\nworkflow: w\nsteps:\n  - agent: a\n";

        assertThat(valid(source).ref().hash())
                .isEqualTo(WorkflowParser.hash(source))
                .isEqualTo("264cd043a936e32eb53e6e823c16c28181aad0492b5aa19e3ac3aed13435da9c");
    }

    @Test
    void the_only_skill_of_an_agent_is_filled_in() {
        Workflow workflow =
                valid(new WorkflowParser(new FakeDirectory()), "mesh: v1\nworkflow: w\nsteps:\n  - agent: writer\n");

        assertThat(workflow.steps().getFirst().verb()).isEqualTo(new Verb.AgentCall("writer", "write"));
    }

    @Test
    void without_a_directory_a_skill_that_is_not_named_stays_empty() {
        assertThat(step("- agent: writer").verb()).isEqualTo(new Verb.AgentCall("writer", ""));
    }

    @Test
    void a_file_over_the_limit_is_refused_unread() {
        String source = "mesh: v1\nworkflow: w\nabout: \"" + "x".repeat(1_048_576) + "\"\nsteps: [{ agent: a }]\n";

        assertThat(problems(source)).extracting(Problem::code).containsExactly("MESH-2022");
    }

    @Test
    void dates_and_numbers_may_stand_in_data() {
        assertThat(step("- agent: a\n  with: { d: 2026-11-21, n: 1e3, f: .5, p: +5, s: 12, t: 'no' }")
                        .modifiers()
                        .with())
                .contains(new Template("{\"d\":\"2026-11-21\",\"n\":1E+3,\"f\":0.5,\"p\":5,\"s\":12,\"t\":\"no\"}"));
    }

    @Test
    void joiners_in_emoji_and_scripts_that_need_them_are_no_problem() {
        assertThat(step("- agent: a\n  about: \"👩\u200d💻 می\u200cخواهم\"").id())
                .isEqualTo("a");
    }

    @Test
    void a_thousand_steps_have_a_thousand_ids() {
        var lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append("- agent: a\n  when: ")
                    .append(i == 0 ? "true" : "steps.a" + (i == 1 ? "" : "[\"x\"]"))
                    .append('\n');
        }

        assertThat(problems("mesh: v1\nworkflow: w\nsteps:\n" + lines.toString().indent(2)))
                .hasSize(100);
    }
}
