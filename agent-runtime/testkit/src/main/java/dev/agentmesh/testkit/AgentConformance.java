package dev.agentmesh.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.host.skill.BoundSkill;
import dev.agentmesh.host.skill.FailureKind;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.testkit.Answer.Failed;
import dev.agentmesh.testkit.Example.Expectation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * What every agent keeps to. Extend it, say which agent and give examples, at least one that completes for each skill; JUnit runs the rest.
 * Nothing here is skipped: what cannot be checked for want of an example fails.
 */
public abstract class AgentConformance {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> UNLIKELY = List.of("null", "true", "12.5", "\"\\u0000\"", "[[]]", "{\"\":{}}");

    /** The agent, new for each test. */
    protected abstract AgentTest agent();

    /** Inputs and what they must come to. */
    protected abstract List<Example> examples();

    /** How long a canceled task may go on; half of it passes before its thread is interrupted. */
    protected Duration cancellationLimit() {
        return Duration.ofSeconds(10);
    }

    @Test
    void every_skill_has_an_example_that_completes() {
        AgentTest agent = agent();
        for (BoundSkill skill : skills(agent)) {
            Assertions.assertTrue(
                    completing().stream().anyMatch(example -> example.skill().equals(skill.name())),
                    () -> "skill \"" + skill.name() + "\" has no example that completes");
        }
        examples()
                .forEach(example -> Assertions.assertTrue(
                        agent.definition().skill(example.skill()).isPresent(),
                        () -> "there is no skill \"" + example.skill() + "\""));
    }

    @Test
    void every_skill_publishes_the_schemas_of_its_input_and_output() throws IOException {
        for (BoundSkill skill : skills(agent())) {
            for (String schema : List.of(skill.inputSchema(), skill.outputSchema())) {
                JsonNode document = Json.parse(schema.getBytes(StandardCharsets.UTF_8));
                Assertions.assertEquals(
                        "https://json-schema.org/draft/2020-12/schema",
                        document.path("$schema").asText(),
                        () -> "dialect of a schema of skill \"" + skill.name() + "\"");
            }
        }
    }

    @Test
    void the_agent_and_its_skills_say_what_they_are_about() {
        AgentTest agent = agent();
        Assertions.assertFalse(
                agent.definition().about().isBlank(),
                () -> "agent \"" + agent.definition().name() + "\" has no about: nobody can choose by it");
    }

    @Test
    void examples_that_complete_do_so_also_when_tried_again_with_the_same_key() {
        AgentTest agent = agent();
        for (Example example : completing()) {
            AgentTest.Running first = agent.start(example.skill(), example.input());
            first.await(PATIENCE).output(JsonNode.class);
            agent.retry(first).await(PATIENCE).output(JsonNode.class);
        }
    }

    @Test
    void poison_is_poison_every_time() {
        expect(Expectation.IS_POISON, FailureKind.POISON);
    }

    @Test
    void declined_is_declined_every_time() {
        expect(Expectation.IS_DECLINED, FailureKind.DECLINED);
    }

    private void expect(Expectation expectation, FailureKind kind) {
        AgentTest agent = agent();
        for (Example example : examples()) {
            if (example.expectation() == expectation) {
                AgentTest.Running first = agent.start(example.skill(), example.input());
                for (Answer answer :
                        List.of(first.await(PATIENCE), agent.retry(first).await(PATIENCE))) {
                    Failed failed = answer.failure();
                    Assertions.assertEquals(kind, failed.kind(), () -> example + " came to " + failed);
                    Assertions.assertTrue(
                            failed.code().matches("[A-Z][A-Z0-9_]*"),
                            () -> "code \"" + failed.code() + "\" must be upper-case letters, digits and underscores");
                }
            }
        }
    }

    @Test
    void input_of_the_wrong_form_is_refused_with_a_code_before_the_skill_runs() {
        AgentTest agent = agent();
        for (BoundSkill skill : skills(agent)) {
            List<Answer> answers = UNLIKELY.stream()
                    .map(json -> agent.sendJson(skill.name(), json))
                    .toList();
            boolean takesAnything =
                    skill.inputSchema().equals("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}");
            Assertions.assertTrue(
                    takesAnything || answers.stream().anyMatch(AgentConformance::isRefused),
                    () -> "skill \"" + skill.name() + "\" took all of " + UNLIKELY);
        }
    }

    private static boolean isRefused(Answer answer) {
        return answer.end() instanceof Failed failed
                && failed.kind() == FailureKind.INVALID_INPUT
                && failed.code().equals("MESH-6003");
    }

    @Test
    void a_canceled_task_ends_soon() {
        AgentTest agent = agent();
        for (Example example : completing()) {
            AgentTest.Running running = agent.start(example.skill(), example.input());
            running.cancel(cancellationLimit().dividedBy(2));
            running.await(cancellationLimit());
        }
    }

    private List<Example> completing() {
        return examples().stream()
                .filter(example -> example.expectation() == Expectation.COMPLETES)
                .toList();
    }

    private static Collection<BoundSkill> skills(AgentTest agent) {
        return agent.definition().skills().sequencedValues();
    }
}
