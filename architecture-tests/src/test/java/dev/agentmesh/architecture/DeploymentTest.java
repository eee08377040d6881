package dev.agentmesh.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.yml} is never started where there is no Docker; what can be checked without one is checked here. */
class DeploymentTest {
    private static final Map<String, Object> COMPOSE = compose();

    /** Of Apicurio Registry 3.3.3, as its own configuration classes name them. */
    private static final List<String> REGISTRY_SETTINGS = List.of(
            "APICURIO_STORAGE_KIND",
            "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS",
            "APICURIO_RULES_GLOBAL_COMPATIBILITY",
            "QUARKUS_BANNER_ENABLED");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> compose() {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        Map<String, Object> file = (Map<String, Object>)
                new Load(settings).loadFromString(Repository.read(Repository.ROOT.resolve("docker-compose.yml")));
        return requireNonNull(file, "docker-compose.yml is empty");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) requireNonNull(COMPOSE.get("services"), "services");
    }

    private static Map<String, Object> service(String name) {
        return requireNonNull(services().get(name), name);
    }

    /** The variables of a service, with those it merges in. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(Map<String, Object> service) {
        Map<String, Object> all = new java.util.TreeMap<>();
        Object own = service.get("environment");
        if (service.get("<<") instanceof Map<?, ?> merged) {
            all.putAll(environment((Map<String, Object>) merged));
        }
        if (own instanceof Map<?, ?> variables) {
            if (variables.get("<<") instanceof Map<?, ?> merged) {
                all.putAll((Map<String, Object>) merged);
            }
            all.putAll((Map<String, Object>) variables);
            all.remove("<<");
        }
        return all;
    }

    @Test
    void every_setting_of_the_broker_is_one_of_kafkas() {
        assertThat(environment(service("broker")).keySet())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                        .contains(name.replaceFirst("^KAFKA_", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.')));
    }

    @Test
    void every_setting_of_the_registry_is_one_of_its_own() {
        assertThat(environment(service("registry")).keySet()).isSubsetOf(REGISTRY_SETTINGS);
    }

    @Test
    void every_setting_of_our_programs_is_read_by_one() {
        SortedSet<String> named = new TreeSet<>();
        services()
                .forEach((name, service) -> environment(service).keySet().stream()
                        .filter(variable -> variable.startsWith("MESH_"))
                        .forEach(named::add));
        assertThat(named).hasSizeGreaterThan(5).isSubsetOf(DocumentationTest.variablesRead());
    }

    @Test
    void every_service_waits_for_services_there_are() {
        services().forEach((name, service) -> {
            if (service.get("depends_on") instanceof Map<?, ?> awaited) {
                assertThat(services().keySet())
                        .as(name)
                        .containsAll(
                                awaited.keySet().stream().map(String::valueOf).toList());
            }
        });
    }

    @Test
    void every_port_is_published_on_this_machine_only() {
        List<String> open = new ArrayList<>();
        services().forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                ports.stream()
                        .map(String::valueOf)
                        .filter(port -> !port.startsWith("127.0.0.1:"))
                        .forEach(open::add);
            }
        });
        assertThat(open).isEmpty();
    }

    @Test
    void every_agent_of_the_example_has_a_service_and_a_task_topic() {
        SortedSet<String> agents = new TreeSet<>();
        Repository.mainSources().stream()
                .filter(file -> Repository.name(file).startsWith("examples/code-review/"))
                .map(Repository::read)
                .flatMap(text -> java.util.regex.Pattern.compile("@Agent\\(\\s*(?:value = )?\"([a-z-]+)\"")
                        .matcher(text)
                        .results())
                .forEach(match -> agents.add(match.group(1)));
        assertThat(agents).hasSize(5);
        assertThat(services().keySet()).containsAll(agents);
        assertThat(String.valueOf(service("provision").get("command"))).contains(agents);
        agents.forEach(agent -> assertThat(service(agent).get("command")).isEqualTo(List.of("--agent", agent)));
    }

    @Test
    void the_images_are_those_the_dockerfile_makes_from_programs_there_are() {
        String dockerfile = Repository.read(Repository.ROOT.resolve("deploy/Dockerfile"));
        List<String> missing = new ArrayList<>();
        java.util.regex.Pattern.compile("\"(dev\\.agentmesh\\.[A-Za-z.]+)\"")
                .matcher(dockerfile)
                .results()
                .map(match -> match.group(1))
                .filter(program -> Repository.mainSources().stream()
                        .noneMatch(file -> file.toString().endsWith(program.replace('.', '/') + ".java")))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
        services().values().forEach(service -> {
            if (service.get("build") instanceof Map<?, ?> build) {
                assertThat(dockerfile).contains(" AS " + build.get("target"));
                assertThat(Files.exists(Repository.ROOT.resolve(String.valueOf(build.get("dockerfile")))))
                        .isTrue();
            }
        });
    }

    @Test
    void the_versions_are_those_of_the_build() {
        String pom = Repository.read(Repository.ROOT.resolve("pom.xml"));
        assertThat(pom).contains("<kafka.version>" + version("broker") + "</kafka.version>");
        assertThat(pom).contains("<apicurio.version>" + version("registry") + "</apicurio.version>");
    }

    private static String version(String service) {
        return String.valueOf(service(service).get("image")).replaceFirst(".*:", "");
    }
}
