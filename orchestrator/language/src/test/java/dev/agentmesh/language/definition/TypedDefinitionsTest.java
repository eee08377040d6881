package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right, or may be, is not complained about; what is wrong is in {@code problems/agents-*.yaml}. */
class TypedDefinitionsTest {
    private static final String LOOK = """
            mesh: v1
            workflow: w
            steps:
              - id: look
                agent: analyst
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ agent: clerk, with: { title: t, score: 3 } }",
                "{ agent: clerk, with: { title: t, score: 3.0, tone: plain, tags: [] } }",
                "{ agent: clerk, with: { title: '7', score: '${steps.look.output.risk}' } }",
                "{ agent: clerk, with: { title: '${steps.look.output.summary}', score: '${1 + 2}' } }",
                "{ agent: clerk, with: { title: '${dyn(steps.look.output.risk)}', score: 1 } }",
                "{ agent: clerk, with: { title: '${steps.look.output.risk} of 1', score: 1 } }",
                "{ agent: clerk, with: { title: t, score: 1, about: '${steps.look.output.findings[0]}' } }",
                "{ agent: clerk, with: '${input}' }",
                "{ agent: clerk, with: '${{\"title\": \"t\", \"score\": 1}}' }",
                "{ agent: namer, with: '${steps.look.output.findings.map(f, f.file).join()}' }",
                "{ agent: namer, with: '${default(steps.look.output.summary, \"none\")}' }",
                "{ agent: writer, with: { any: [thing, 1, { x: y }] } }",
                "{ agent: writer, when: 'steps.look.output.risk > 1 && steps.look.output.summary == null' }",
                "{ agent: writer, when: 'steps.look.output.findings.exists(f, \"x\" in f.tags && f.line in [1, 2])' }",
                "{ agent: writer, when: 'steps.look.output.findings.all(f, f.related.size() == 0)' }",
                "{ agent: writer, when: 'steps.look.output.findings[0].related[0].related[0].line == 3' }",
                "{ agent: writer, when: 'has(steps.look.output.summary) && steps.look.output.summary.contains(\"a\")' }",
                "{ agent: writer, when: 'cel.bind(n, steps.look.output.risk, n > 0.5 && n < 1)' }",
                "{ agent: writer, when: 'steps.look.output.findings.exists_one(f, f.line > 3)' }",
                "{ agent: writer, when: 'timestamp(run.startedAt) + duration(\"1h\") > timestamp(\"2026-01-01T00:00:00Z\")' }",
                "{ agent: writer, when: 'steps.look.output[\"risk\"] > 1 && input.anything.goes[0].here' }",
                "{ agent: writer, when: 'steps.look.output.findings.sortBy(f, f.line)[0].file == \"a\"' }",
                "{ agent: writer, when: 'steps.look.output.findings.map(f, f.tags).flatten().size() > 2' }",
                "{ agent: writer, when: 'math.greatest(1, steps.look.output.risk) > 1' }",
                "{ agent: writer, when: 'steps.look.error.code == \"X\" && steps.look.attempts > 1' }",
            })
    void what_may_fit_passes(String step) {
        assertFine(LOOK + "  - " + step + "\n");
    }

    @Test
    void a_step_with_a_catch_may_give_anything() {
        assertFine(LOOK + "    catch: [{ set: { x: 1 } }]\n  - { agent: writer, when: steps.look.output.other > 1 }\n");
    }

    @Test
    void items_of_a_swarm_may_be_of_another_shape() {
        assertFine(LOOK + """
                  - map:
                      over: steps.look.output.findings
                      grow: { from: "[output]", max: 10 }
                      do: [{ agent: writer, with: { x: "${item.other}" } }]
                """);
    }

    @Test
    void a_variable_that_a_loop_sets_may_have_changed() {
        assertFine("""
                mesh: v1
                workflow: w
                steps:
                  - set: { seen: 0 }
                  - loop:
                      max: 3
                      do:
                        - { agent: writer, when: vars.seen == 0 || vars.seen == "some" }
                        - set: { seen: some }
                  - { agent: writer, when: vars.seen == 0 || vars.seen == "some" }
                """);
    }

    @Test
    void a_variable_that_one_case_sets_may_be_either() {
        assertFine("""
                mesh: v1
                workflow: w
                steps:
                  - set: { seen: 0 }
                  - switch:
                      - { when: input.x == 1, do: [{ set: { seen: some } }] }
                  - { agent: writer, when: vars.seen == 0 || vars.seen == "some" }
                """);
    }

    @Test
    void agents_that_are_missing_say_nothing_of_types() {
        String source = LOOK
                + "  - id: other\n    agent: nobody\n    with: 3\n  - { agent: writer, when: steps.other.output }\n";
        assertThat(new WorkflowParser(new FakeDirectory(), MissingAgents.ALLOWED).parse(source, "w.yaml"))
                .isInstanceOf(ParsedWorkflow.Valid.class);
        assertThat(((ParsedWorkflow.Invalid) new WorkflowParser(new FakeDirectory()).parse(source, "w.yaml"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("MESH-2011"));
        assertThat(new WorkflowParser(new FakeDirectory(), MissingAgents.ALLOWED)
                        .parse(source.replace("nobody", "clerk"), "w.yaml"))
                .isInstanceOf(ParsedWorkflow.Invalid.class);
    }

    @Test
    void a_thousand_steps_are_checked() {
        var source = new StringBuilder(LOOK);
        for (int i = 0; i < 1_000; i++) {
            source.append("  - id: step" + i + "\n").append("""
                        |    agent: clerk
                        |    when: steps.look.output.risk > 0.5 && steps.look.output.findings.exists(f, f.line > 3)
                        |    with:
                        |      title: "${steps.look.output.findings[0].file} and ${run.id}"
                        |      score: ${steps.look.output.findings[0].line + 1}
                        |      tags: ${steps.look.output.findings.map(f, f.file)}
                    """.replaceAll("(?m)^ *\\|", ""));
        }
        assertFine(source.toString());
    }

    private static void assertFine(String source) {
        ParsedWorkflow parsed = new WorkflowParser(new FakeDirectory()).parse(source, "w.yaml");
        assertThat(parsed)
                .as(() -> ((ParsedWorkflow.Invalid) parsed).render())
                .isInstanceOf(ParsedWorkflow.Valid.class);
    }
}
