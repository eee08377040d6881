package dev.agentmesh.host.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.AgentDeclarationException;
import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.SkillFunction;
import dev.agentmesh.agent.Task;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import dev.agentmesh.agent.spi.AgentDeclaration.FunctionalSkill;
import dev.agentmesh.host.skill.SkillOutcome.Failed;
import dev.agentmesh.host.skill.SkillOutcome.Succeeded;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.message.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class BoundSkillTest {
    private static final Task TASK = new PlainTask();

    record Question(String text, int depth, Optional<String> hint) {
        Question {
            if (depth < 0) {
                throw new IllegalArgumentException("depth is negative");
            }
        }
    }

    record Finding(String source, double score) {}

    @Agent(value = "researcher", about = "Finds things", width = 3)
    static final class Researcher {
        @Skill(about = "Looks it up")
        List<Finding> research(Question question, Task task) {
            return List.of(new Finding(question.text() + task.attempt(), 0.5));
        }

        @Skill("say-hello")
        String hello(String name) {
            return "Hello " + name;
        }

        @Skill
        Map<String, Integer> count(List<String> words) {
            return Map.of("words", words.size());
        }

        @Skill
        String join(String left, Optional<String> right) {
            return left + right.orElse("-");
        }

        @Skill
        void ping() {}

        @Skill
        Finding broken() {
            return new Finding(nothing(), 1);
        }

        @Skill
        Finding infinite() {
            return new Finding("x", Double.POSITIVE_INFINITY);
        }

        @Skill
        @Nullable
        String maybe() {
            return null;
        }

        @SuppressWarnings("NullAway") // what authors do
        private static String nothing() {
            return null;
        }
    }

    private final AgentDefinition researcher = AnnotatedAgents.define(new Researcher());

    @Nested
    class Annotated {
        @Test
        void a_class_is_read_with_its_skills_in_the_order_of_their_names() {
            assertThat(researcher.name()).isEqualTo("researcher");
            assertThat(researcher.about()).isEqualTo("Finds things");
            assertThat(researcher.width()).isEqualTo(3);
            assertThat(researcher.costly()).isTrue();
            assertThat(researcher.skills().keySet())
                    .containsExactly("broken", "count", "infinite", "join", "maybe", "ping", "research", "say-hello");
        }

        @Test
        void a_record_goes_in_and_a_list_of_records_comes_out() {
            assertThat(run("research", "{\"text\": \"why\", \"depth\": 2}"))
                    .isEqualTo(output("[{\"source\":\"why1\",\"score\":0.5}]"));
        }

        @Test
        void a_single_simple_parameter_takes_the_bare_value_or_an_object_with_its_name() {
            assertThat(run("say-hello", "\"Ada\"")).isEqualTo(output("\"Hello Ada\""));
            assertThat(run("say-hello", "{\"name\": \"Ada\"}")).isEqualTo(output("\"Hello Ada\""));
            assertThat(run("count", "{\"words\": [\"a\", \"b\"]}")).isEqualTo(output("{\"words\":2}"));
            assertThat(run("say-hello", "{\"nmae\": \"Ada\"}"))
                    .isEqualTo(invalidInput(
                            "input does not fit string: the value: expected string, found object with 1 fields"));
        }

        @Test
        void several_parameters_are_fields_of_one_object() {
            assertThat(run("join", "{\"left\": \"a\", \"right\": \"b\"}")).isEqualTo(output("\"ab\""));
            assertThat(run("join", "{\"left\": \"a\"}")).isEqualTo(output("\"a-\""));
        }

        @Test
        void a_skill_without_input_and_output_takes_anything_and_gives_null() {
            assertThat(run("ping", "{\"x\": 1}")).isEqualTo(output("null"));
            assertThat(run("maybe", "null")).isEqualTo(output("null"));
        }

        @Test
        void input_that_breaks_the_schema_is_refused_before_the_skill_runs() {
            assertThat(run("research", "{\"text\": 7, \"depth\": 1}"))
                    .isEqualTo(invalidInput("input does not fit Question: /text: expected string, found number 7"));
        }

        @Test
        void input_that_the_record_itself_refuses_is_told_in_its_own_words() {
            assertThat(run("research", "{\"text\": \"x\", \"depth\": -1}"))
                    .isEqualTo(invalidInput("input cannot be read as Question: depth is negative"));
        }

        @Test
        void input_that_is_not_strict_json_is_refused() {
            assertThat(received("say-hello", "{\"a\":1,\"a\":2}")).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("MESH-6003");
                assertThat(failed.message()).contains("Duplicate field 'a'");
            });
            assertThat(received("say-hello", ""))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_INPUT));
        }

        @Test
        void input_that_is_kept_elsewhere_is_refused_with_where() {
            Payload elsewhere = Payload.kept("application/json", 999_999, new byte[32], "s3://bucket/key");

            assertThat(skill("ping").run(elsewhere, TASK)).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("MESH-3021");
                assertThat(failed.message()).contains("s3://bucket/key");
            });
        }

        @Test
        void output_that_breaks_its_schema_is_refused() {
            assertThat(run("broken", "null"))
                    .isEqualTo(new Failed(
                            FailureKind.INVALID_OUTPUT,
                            "MESH-6015",
                            "output does not fit Finding: /source: expected string, found null"));
            assertThat(run("infinite", "null"))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_OUTPUT));
        }

        @Test
        void a_subclass_made_by_a_container_is_the_agent_it_extends() {
            assertThat(AnnotatedAgents.define(new Open() {}).name()).isEqualTo("open");
        }

        @Test
        void a_class_that_cannot_be_an_agent_is_refused() {
            assertThatThrownBy(() -> AnnotatedAgents.define("text"))
                    .hasMessageContaining("MESH-3007")
                    .hasMessageContaining("no @Agent");
            assertThatThrownBy(() -> AnnotatedAgents.define(new Idle())).hasMessageContaining("no method with @Skill");
            assertThatThrownBy(() -> AnnotatedAgents.define(new Loud()))
                    .isInstanceOf(AgentDeclarationException.class)
                    .hasMessageContaining("MESH-3001");
            assertThatThrownBy(() -> AnnotatedAgents.define(new Threads()))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("MESH-3006 skill \"run\" of agent \"threads\": class java.lang.Thread");
            assertThatThrownBy(() -> AnnotatedAgents.construct(NeedsMore.class))
                    .hasMessageContaining("MESH-3007")
                    .hasMessageContaining("no constructor without parameters");
        }
    }

    @Agent("open")
    static class Open {
        @Skill
        int one() {
            return 1;
        }
    }

    @Agent("idle")
    static final class Idle {}

    @Agent("Loud")
    static final class Loud {
        @Skill
        int one() {
            return 1;
        }
    }

    @Agent("threads")
    static final class Threads {
        @Skill
        int run(Thread thread) {
            return 1;
        }
    }

    @Agent("needs-more")
    record NeedsMore(String what) {
        @Skill
        String run() {
            return what;
        }
    }

    @Nested
    class Words {
        @Test
        void any_exception_means_try_again() {
            assertThat(outcomeOf((x, task) -> {
                        throw new IllegalStateException("no luck");
                    }))
                    .isEqualTo(
                            new Failed(FailureKind.TRANSIENT, "MESH-3016", "java.lang.IllegalStateException: no luck"));
        }

        @Test
        void poison_and_declined_keep_the_authors_code() {
            assertThat(outcomeOf((x, task) -> {
                        throw new Poison("EMPTY", "nothing to do");
                    }))
                    .isEqualTo(new Failed(FailureKind.POISON, "EMPTY", "nothing to do"));
            assertThat(outcomeOf((x, task) -> {
                        throw new Declined("CARD", "no money");
                    }))
                    .isEqualTo(new Failed(FailureKind.DECLINED, "CARD", "no money"));
        }

        @Test
        void a_blank_or_endless_code_is_made_fit_for_the_wire() {
            assertThat(outcomeOf((x, task) -> {
                        throw new Poison(" ", "x");
                    }))
                    .isEqualTo(new Failed(FailureKind.POISON, "POISON", "x"));
            assertThat(outcomeOf((x, task) -> {
                        throw new Declined("X".repeat(500), "x");
                    }))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).hasSize(128));
        }

        @Test
        void an_error_of_the_jvm_is_reported_as_transient() {
            assertThat(outcomeOf((x, task) -> endless(1))).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.TRANSIENT);
                assertThat(failed.code()).isEqualTo("MESH-3017");
                assertThat(failed.message()).contains("StackOverflowError");
            });
            assertThat(outcomeOf((x, task) -> {
                        throw new NoClassDefFoundError("a/B");
                    }))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo("MESH-3017"));
        }

        @Test
        void output_of_262144_bytes_is_the_largest() {
            assertThat(outcomeOf((x, task) -> "a".repeat(262_142))).isInstanceOf(Succeeded.class);
            assertThat(outcomeOf((x, task) -> "a".repeat(262_143)))
                    .isEqualTo(new Failed(
                            FailureKind.INVALID_OUTPUT,
                            "MESH-5003",
                            "output of skill \"s\" has 262145 bytes, the limit is 262144 (256 KiB), and it cannot be kept as"
                                    + " an artifact: this task has no artifacts: it is not run by a host"));
        }

        private static String endless(int n) {
            return n == 0 ? "" : n + endless(n + 1);
        }

        private static SkillOutcome outcomeOf(SkillFunction<String, String> function) {
            var skill = new FunctionalSkill("s", "", String.class, String.class, function);
            return AgentDefinition.of(new Functional("a", "", 1, true, List.of(skill)))
                    .skills()
                    .firstEntry()
                    .getValue()
                    .run(Payload.json("{\"whatever\": \"x\"}"), TASK);
        }
    }

    @Test
    void a_function_over_a_class_without_a_schema_is_refused() {
        var skill = new FunctionalSkill("s", "", Thread.class, String.class, (x, task) -> "");
        assertThatThrownBy(() -> AgentDefinition.of(new Functional("a", "", 1, true, List.of(skill))))
                .hasMessageContaining("MESH-3006");
        assertThatThrownBy(() -> AgentDefinition.of(new Functional("a", "", 1, true, List.of())))
                .hasMessageContaining("MESH-3007");
    }

    @Test
    void the_published_input_schema_tells_of_both_forms() {
        assertThat(skill("say-hello").inputSchema())
                .contains("\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\"", "\"required\":[\"name\"]");
        assertThat(skill("say-hello").outputSchema()).contains("\"type\":\"string\"");
    }

    private BoundSkill skill(String name) {
        return researcher.skill(name).orElseThrow();
    }

    private SkillOutcome run(String name, String json) {
        return skill(name).run(Payload.json(json), TASK);
    }

    /** As a foreign writer may have sent it, unchecked. */
    private SkillOutcome received(String name, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
            return skill(name).run(Payload.received("application/json", bytes.length, hash, bytes), TASK);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Succeeded output(String json) {
        return new Succeeded(Payload.json(json));
    }

    private static Failed invalidInput(String message) {
        return new Failed(FailureKind.INVALID_INPUT, "MESH-6003", message);
    }

    private static final class PlainTask implements Task {
        @Override
        public String id() {
            return "run-1/step";
        }

        @Override
        public String runId() {
            return "run-1";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean canceled() {
            return false;
        }

        @Override
        public String idempotencyKey() {
            return id();
        }

        @Override
        public void progress(double part, String text) {}

        @Override
        public void usage(String model, long inputTokens, long outputTokens, double usd) {}
    }
}
