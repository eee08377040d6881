package dev.agentmesh.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Skill;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The suite never skips, and it notices. */
final class AgentConformanceTest {
    private static final long CHECKS = Arrays.stream(AgentConformance.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .count();

    static final class GreeterConformance extends AgentConformance {
        @Override
        protected AgentTest agent() {
            return AgentTest.of(Greeter.class);
        }

        @Override
        protected List<Example> examples() {
            return List.of(
                    Example.completes("greet", new Greeter.Guest("Ada", 1)),
                    Example.completes("wait", 1),
                    Example.isPoison("greet", new Greeter.Guest(" ", 1)),
                    Example.isDeclined("greet", new Greeter.Guest("Voldemort", 1)));
        }
    }

    /** Breaks every rule. */
    @Agent("rogue")
    static final class Rogue {
        private int calls;

        @Skill
        String once(int number) {
            if (calls++ > 0) {
                throw new IllegalStateException("only once");
            }
            return "once";
        }

        @Skill
        String poison(String text) {
            if (calls++ > 0) {
                return "not so bad";
            }
            throw new Poison("bad code", "x");
        }

        @Skill
        String endless(boolean on) {
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (on && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "over";
        }
    }

    static final class RogueConformance extends AgentConformance {
        @Override
        protected AgentTest agent() {
            return AgentTest.of(Rogue.class);
        }

        @Override
        protected Duration cancellationLimit() {
            return Duration.ofSeconds(1);
        }

        @Override
        protected List<Example> examples() {
            return List.of(
                    Example.completes("once", 1),
                    Example.completes("endless", true),
                    Example.isPoison("poison", "x"),
                    Example.isDeclined("poison", "x"));
        }
    }

    @Test
    void an_agent_that_keeps_the_rules_passes_every_check_and_none_is_skipped() {
        Events tests = run(GreeterConformance.class);

        assertThat(tests.succeeded().count()).isEqualTo(CHECKS).isGreaterThanOrEqualTo(8);
        assertThat(tests.skipped().count()).isZero();
        assertThat(tests.aborted().count()).isZero();
    }

    @Test
    void an_agent_that_breaks_the_rules_is_told_each_of_them() {
        Events tests = run(RogueConformance.class);

        assertThat(tests.failed()
                        .map(event -> event.getTestDescriptor()
                                .getDisplayName()
                                .replace(' ', '_')
                                .replace("()", "")))
                .containsExactlyInAnyOrder(
                        "every_skill_has_an_example_that_completes",
                        "the_agent_and_its_skills_say_what_they_are_about",
                        "examples_that_complete_do_so_also_when_tried_again_with_the_same_key",
                        "poison_is_poison_every_time",
                        "declined_is_declined_every_time",
                        "a_canceled_task_ends_soon");
        assertThat(tests.skipped().count()).isZero();
    }

    private static Events run(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
    }
}
