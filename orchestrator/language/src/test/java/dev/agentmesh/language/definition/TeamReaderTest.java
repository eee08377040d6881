package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeamReaderTest {
    private static Workflow parse(String text) {
        ParsedWorkflow parsed = new WorkflowParser().parse(text, "w.yaml");
        if (parsed instanceof ParsedWorkflow.Invalid invalid) {
            throw new AssertionError(invalid.render());
        }
        return ((ParsedWorkflow.Valid) parsed).workflow();
    }

    private static Step step(String text) {
        String indented = "  - " + text.strip().replace("\n", "\n    ");
        return parse("mesh: v1\nworkflow: w\nsteps:\n" + indented + "\n")
                .steps()
                .getFirst();
    }

    @Test
    void a_plan_has_its_bounds_without_being_told() {
        Step plan = step("""
                plan:
                  goal: Announce ${input.what}
                  planner: planner
                  members: [writer, designer/draw]
                """);
        assertThat(plan.id()).isEqualTo("plan");
        assertThat(plan.verb())
                .isEqualTo(new CrewVerb.Plan(
                        new Template("\"Announce ${input.what}\""),
                        new Verb.AgentCall("planner", ""),
                        List.of(new Verb.AgentCall("writer", ""), new Verb.AgentCall("designer", "draw")),
                        20,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_plan_may_be_thought_over_and_has_an_input_and_retries() {
        Step plan = step("""
                plan:
                  goal: g
                  planner: planner
                  members: [writer]
                  max: 7
                  replan: { when: step.failed || step.output.size() > 3, max: 2 }
                  timeout: 5m
                with: { a: 1 }
                retry: 2
                """);
        CrewVerb.Plan verb = (CrewVerb.Plan) plan.verb();
        assertThat(verb.replan()).contains(new Replan(new Expression("step.failed || step.output.size() > 3"), 2));
        assertThat(verb.attempt()).contains(Duration.ofMinutes(5));
        Modifiers modifiers = plan.modifiers();
        assertThat(modifiers.with()).contains(new Template("{\"a\":1}"));
        assertThat(modifiers.retry().maxAttempts()).isEqualTo(2);
    }

    @Test
    void a_supervisor_picks_from_everybody_unless_workers_are_named() {
        CrewVerb.Supervisor anybody = (CrewVerb.Supervisor)
                step("supervisor: { agent: chief, goal: g }").verb();
        assertThat(anybody.workers()).isEmpty();
        assertThat(anybody.rounds()).isEqualTo(5);
        assertThat(anybody.revisions()).isEqualTo(2);
        CrewVerb.Supervisor some = (CrewVerb.Supervisor)
                step("supervisor: { agent: chief, goal: g, criteria: c, workers: [a, b/do], rounds: 2, revisions: 0 }")
                        .verb();
        assertThat(some.workers()).containsExactly(new Verb.AgentCall("a", ""), new Verb.AgentCall("b", "do"));
        assertThat(some.criteria()).contains(new Template("\"c\""));
    }

    private static final String TEAM = """
            mesh: v1
            team: market-team
            about: A brief on a market
            process: %s
            manager: chief
            agents: [researcher, writer]
            tasks:
              - about: Find three sources for ${input.question}
                agent: researcher
                expects: a list of links
              - id: brief
                about: Write the brief
                agent: writer
            """;

    @Test
    void a_sequential_team_hands_each_result_to_the_next() {
        assertThat(parse(TEAM.formatted("sequential")).steps())
                .isEqualTo(parse("""
                        mesh: v1
                        workflow: market-team
                        steps:
                          - id: task-1
                            agent: researcher
                            with:
                              task: Find three sources for ${input.question}
                              expects: a list of links
                              input: ${input}
                          - id: brief
                            agent: writer
                            with:
                              task: Write the brief
                              input: ${input}
                              previous: ${steps["task-1"].output}
                        """).steps());
    }

    @Test
    void a_concurrent_team_does_all_at_once() {
        assertThat(parse(TEAM.formatted("concurrent")).steps())
                .isEqualTo(parse("""
                        mesh: v1
                        workflow: market-team
                        steps:
                          - id: tasks
                            parallel:
                              branches:
                                task-1:
                                  - id: task-1
                                    agent: researcher
                                    with:
                                      task: Find three sources for ${input.question}
                                      expects: a list of links
                                      input: ${input}
                                brief:
                                  - id: brief
                                    agent: writer
                                    with:
                                      task: Write the brief
                                      input: ${input}
                        """).steps());
    }

    @Test
    void a_hierarchical_team_has_a_manager_who_gives_the_tasks_out() {
        Workflow team = parse(TEAM.formatted("hierarchical"));
        assertThat(team.ref().name()).isEqualTo("market-team");
        assertThat(team.about()).isEqualTo("A brief on a market");
        assertThat(team.steps()).isEqualTo(parse("""
                        mesh: v1
                        workflow: market-team
                        steps:
                          - id: manager
                            supervisor:
                              agent: chief
                              goal: A brief on a market
                              workers: [researcher, writer]
                            with:
                              tasks:
                                - task: Find three sources for ${input.question}
                                  agent: researcher
                                  expects: a list of links
                                - task: Write the brief
                                  agent: writer
                              input: ${input}
                        """).steps());
    }

    @Test
    void a_team_that_cannot_be_says_why_with_MESH_2050() {
        ParsedWorkflow parsed =
                new WorkflowParser().parse(TEAM.formatted("hierarchical").replace("manager: chief\n", ""), "t.yaml");
        assertThat(((ParsedWorkflow.Invalid) parsed).render()).contains("MESH-2050", "needs a \"manager\"");
    }
}
