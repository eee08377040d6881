package dev.agentmesh.language.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.writer.WorkflowWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowInJavaTest {
    record Request(String question, List<String> sources) {}

    record Triage(String kind) {}

    record Findings(List<String> documents) {}

    record Note(String text) {}

    record Draft(String text) {}

    record Critique(double score, String feedback) {}

    record Published(String url) {}

    private static Workflow brief() {
        return WorkflowInJava.define("market-brief", Request.class, Published.class, f -> {
            f.about("Research a market and publish a brief").timeLimit(Duration.ofMinutes(30));
            var triage = f.agent("triage", "triage", Triage.class).with("question", f.input(Request::question));
            f.when("known", triage.get(Triage::kind).eq("faq"), g -> {
                var answer = g.agent("answer", "librarian", Published.class)
                        .with(Request::question, f.input(Request::question));
                g.returns("answered", answer);
            });
            var found = f.parallel(
                    "gather",
                    Findings.class,
                    new Join.Count(2),
                    Late.CANCEL,
                    p -> p.branch("web", b -> b.agent("web-search", "web-search", Findings.class))
                            .branch("news", b -> b.agent("news", "news", Findings.class)));
            var notes = f.map(
                    "notes",
                    Value.flat(found.outputs(), Findings::documents),
                    "doc",
                    Note.class,
                    new Join.Percent(80),
                    (b, doc) -> b.agent("note", "summariser", Note.class).with("text", doc));
            var draft = f.loop("draft", 4, Draft.class, l -> {
                var text = l.agent("write", "writer", Draft.class).with("notes", notes.outputs());
                var mark = l.agent("critique", "critic", Critique.class).with("text", text.get(Draft::text));
                l.until(mark.get(Critique::score).ge(0.85));
            });
            var release = f.agent("release", "cms/publish", Published.class)
                    .input(draft)
                    .timeout(Duration.ofSeconds(90))
                    .retry(3, Duration.ofSeconds(1), Duration.ofSeconds(30))
                    .onError("NO_SLOT", g -> g.fails("full", "FULL", "no slot is free"));
            f.gives(release);
        });
    }

    @Test
    void java_builds_the_tree_that_its_yaml_builds() {
        Workflow inJava = brief();
        String yaml = WorkflowWriter.yaml(inJava);

        assertThat(new WorkflowParser().parse(yaml, "market-brief.yaml")).isEqualTo(new ParsedWorkflow.Valid(inJava));
        assertThat(yaml).isEqualTo("""
                mesh: v1
                workflow: market-brief
                about: Research a market and publish a brief
                output: ${steps.release.output}
                budget: { time: 30m }

                steps:
                  - id: triage
                    agent: triage
                    with: { question: "${input.question}" }
                  - id: known
                    switch:
                      - when: steps.triage.output.kind == "faq"
                        do:
                          - id: answer
                            agent: librarian
                            with: { question: "${input.question}" }
                          - id: answered
                            return: ${steps.answer.output}
                  - id: gather
                    parallel:
                      join: 2
                      branches:
                        web:
                          - id: web-search
                            agent: web-search
                        news:
                          - id: news
                            agent: news
                  - id: notes
                    map:
                      over: steps.gather.outputs.map(each, each.documents).flatten()
                      as: doc
                      join: 80%
                      do:
                        - id: note
                          agent: summariser
                          with: { text: "${doc}" }
                  - id: draft
                    loop:
                      max: 4
                      until: steps.critique.output.score >= 0.85
                      do:
                        - id: write
                          agent: writer
                          with: { notes: "${steps.notes.outputs}" }
                        - id: critique
                          agent: critic
                          with: { text: "${steps.write.output.text}" }
                  - id: release
                    agent: cms/publish
                    with: ${steps.draft.output}
                    timeout: 90s
                    retry: 3
                    catch:
                      - when: error.code == "NO_SLOT"
                        do:
                          - id: full
                            fail: { code: FULL, message: no slot is free }
                """);
    }

    @Test
    void what_a_file_would_be_refused_for_is_refused_here() {
        assertThatThrownBy(() -> WorkflowInJava.define("w", Request.class, Draft.class, f -> {
                    f.agent("same", "a", Draft.class);
                    f.agent("same", "b", Draft.class);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MESH-2016")
                .hasMessageContaining("two steps have the id \"same\"");
    }

    @Test
    void a_lambda_with_a_body_is_no_field() {
        Value<Triage> triage = Value.expression("steps.triage.output", Triage.class);

        assertThatThrownBy(() -> triage.get(each -> each.kind() + "!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method reference");
    }

    @Test
    void constants_and_conditions_read_as_they_should() {
        Value<String> kind =
                Value.expression("steps[\"my-step\"].output", Triage.class).get(Triage::kind);

        assertThat(kind.eq("it's \"it\"").and(kind.ne("x").not()).toExpression().text())
                .isEqualTo(
                        "(steps[\"my-step\"].output.kind == \"it's \\\"it\\\"\") && (!(steps[\"my-step\"].output.kind != \"x\"))");
        assertThat(kind.or("none").toString()).isEqualTo("${default(steps[\"my-step\"].output.kind, \"none\")}");
        assertThat(Value.of(3).toString()).isEqualTo("${3}");
    }
}
