package dev.agentmesh.examples.codereview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The workflow file and the agents speak of the same skills and the same fields. */
class WorkflowFileTest {
    private static final Set<String> VERBS =
            Set.of("agent", "do", "parallel", "map", "switch", "set", "return", "fail");
    private static final Set<String> MODIFIERS = Set.of("id", "about", "with", "when", "timeout", "retry", "catch");

    private final Map<String, Method> skills = new HashMap<>();
    private final List<Map<?, ?>> steps = new ArrayList<>();

    @Test
    void every_call_names_a_skill_and_gives_it_the_fields_it_takes() throws IOException {
        readSkills();
        collect(workflow().get("steps"));
        Set<String> called = new HashSet<>();
        for (Map<?, ?> step : steps) {
            if (step.get("agent") instanceof String agent) {
                called.add(agent);
                assertThat(skills).as(String.valueOf(step.get("id"))).containsKey(agent);
                assertThat(fields(Objects.requireNonNull(skills.get(agent))))
                        .as(String.valueOf(step.get("id")))
                        .containsExactlyInAnyOrderElementsOf(((Map<?, ?>) Objects.requireNonNull(step.get("with")))
                                .keySet().stream().map(String::valueOf).toList());
            }
        }
        assertThat(called)
                .containsExactlyInAnyOrder(
                        "diff", "security", "performance", "style", "synthesis/report", "synthesis/incomplete");
    }

    @Test
    void only_the_verbs_of_the_language_are_used_and_every_step_has_one_and_a_name_of_its_own() throws IOException {
        collect(workflow().get("steps"));
        Set<String> ids = new HashSet<>();
        for (Map<?, ?> step : steps) {
            List<String> keys = step.keySet().stream().map(String::valueOf).toList();
            assertThat(keys.stream().filter(VERBS::contains))
                    .as(keys.toString())
                    .hasSize(1);
            assertThat(keys).allMatch(key -> VERBS.contains(key) || MODIFIERS.contains(key));
            assertThat(ids.add(String.valueOf(step.get("id"))))
                    .as(keys.toString())
                    .isTrue();
        }
    }

    @Test
    void the_header_says_what_it_is() throws IOException {
        assertThat(workflow())
                .containsEntry("mesh", "v1")
                .containsEntry("workflow", "code-review")
                .containsEntry("output", "${steps.synthesis.output}")
                .containsKeys("about", "title", "defaults");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> workflow() throws IOException {
        return (Map<String, Object>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of("workflow.yaml")));
    }

    private void collect(@Nullable Object list) {
        for (Object step : (List<?>) Objects.requireNonNull(list)) {
            Map<?, ?> map = (Map<?, ?>) step;
            steps.add(map);
            if (map.get("map") instanceof Map<?, ?> each) {
                collect(each.get("do"));
            }
            if (map.get("parallel") instanceof Map<?, ?> parallel) {
                ((Map<?, ?>) Objects.requireNonNull(parallel.get("branches")))
                        .values()
                        .forEach(this::collect);
            }
            if (map.get("catch") instanceof List<?> clauses) {
                clauses.forEach(clause -> collect(((Map<?, ?>) clause).get("do")));
            }
        }
    }

    private void readSkills() {
        for (Class<?> agent : List.of(
                DiffAgent.class, SecurityAgent.class, PerformanceAgent.class, StyleAgent.class, SynthesisAgent.class)) {
            String name = agent.getAnnotation(Agent.class).value();
            List<Method> methods = Arrays.stream(agent.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Skill.class))
                    .toList();
            methods.forEach(method -> skills.put(name + "/" + method.getName(), method));
            if (methods.size() == 1) {
                skills.put(name, methods.getFirst());
            }
        }
    }

    private static List<String> fields(Method skill) {
        return Stream.of(skill.getParameters())
                .map(Parameter::getType)
                .filter(Class::isRecord)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .toList();
    }
}
