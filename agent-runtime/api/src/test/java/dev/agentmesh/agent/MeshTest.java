package dev.agentmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.agent.spi.AgentDeclaration;
import dev.agentmesh.agent.spi.AgentDeclaration.Functional;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeshTest {
    private final List<AgentDeclaration> served = new ArrayList<>();
    private final Mesh mesh = Mesh.on(served::addAll);

    @Test
    void an_agent_is_served_as_it_was_described() throws Exception {
        mesh.agent(
                        "greeter",
                        a -> a.about("Says hello")
                                .width(7)
                                .cheap()
                                .skill("greet", "Greets", String.class, String.class, (name, task) -> "Hello " + name))
                .serve();

        assertThat(served).singleElement().isInstanceOfSatisfying(Functional.class, agent -> {
            assertThat(agent.name()).isEqualTo("greeter");
            assertThat(agent.about()).isEqualTo("Says hello");
            assertThat(agent.width()).isEqualTo(7);
            assertThat(agent.costly()).isFalse();
            assertThat(agent.skills()).singleElement().satisfies(skill -> {
                assertThat(skill.name()).isEqualTo("greet");
                assertThat(skill.input()).isEqualTo(String.class);
            });
        });
    }

    @Test
    void an_agent_is_costly_and_four_wide_unless_said() {
        mesh.agent("greeter", a -> {}).serve();

        assertThat(served).singleElement().isInstanceOfSatisfying(Functional.class, agent -> {
            assertThat(agent.width()).isEqualTo(4);
            assertThat(agent.costly()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Greeter", "-greeter", "a_b", "a/b", "grüße", "..", "a b", "\u202Egreeter"})
    void a_name_that_cannot_be_part_of_a_topic_is_refused(String name) {
        assertThatThrownBy(() -> mesh.agent(name, a -> {}))
                .isInstanceOfSatisfying(
                        AgentDeclarationException.class,
                        e -> assertThat(e.code()).isEqualTo("MESH-3001"))
                .hasMessageStartingWith("MESH-3001 agent name");
    }

    @Test
    void a_name_of_64_characters_is_the_longest() {
        mesh.agent("a".repeat(64), a -> {});

        assertThatThrownBy(() -> mesh.agent("a".repeat(65), a -> {})).hasMessageContaining("MESH-3001");
    }

    @Test
    void a_skill_name_that_cannot_be_used_or_is_taken_is_refused() {
        assertThatThrownBy(() -> mesh.agent("a", a -> a.skill("Greet", String.class, String.class, (x, task) -> x)))
                .hasMessageContaining("MESH-3002");
        assertThatThrownBy(() -> mesh.agent(
                        "a",
                        a -> a.skill("x", String.class, String.class, (x, task) -> x)
                                .skill("x", String.class, String.class, (x, task) -> x)))
                .hasMessage("MESH-3002 agent \"a\" has two skills named \"x\"");
    }

    @Test
    void a_width_below_one_is_refused() {
        assertThatThrownBy(() -> mesh.agent("a", a -> a.width(0))).hasMessageContaining("MESH-3004");
    }

    @Test
    void serving_nothing_is_refused() {
        assertThatThrownBy(mesh::serve).hasMessageContaining("MESH-3005");
    }

    @Test
    void without_a_host_on_the_class_path_connecting_says_what_to_add() {
        assertThatThrownBy(Mesh::connect)
                .hasMessageContaining("MESH-3003")
                .hasMessageContaining("agentmesh-agent-host");
    }

    @Test
    void an_annotated_instance_is_served_as_it_is() {
        Object instance = new Object();

        mesh.agent(instance).serve();

        assertThat(served).containsExactly(new AgentDeclaration.Annotated(instance));
    }
}
