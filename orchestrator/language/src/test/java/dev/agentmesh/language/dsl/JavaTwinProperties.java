package dev.agentmesh.language.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.StepWalk;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.RandomTrees;
import dev.agentmesh.language.definition.WorkflowParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a file can say, Java can say, and both build the same tree. */
class JavaTwinProperties {
    @Property(tries = 400)
    void a_random_tree_is_said_in_java_and_read_back_from_its_file(@ForAll long seed) {
        Workflow workflow = RandomTrees.workflow(seed);
        assertThat(WorkflowInJava.<Object, Object>tree("random", JavaTwin.of(workflow)))
                .isEqualTo(workflow);
        assertThat(withoutHash(WorkflowInJava.define("random", Object.class, Object.class, JavaTwin.of(workflow))))
                .isEqualTo(workflow);
    }

    @Example
    void every_verb_is_met() {
        Set<String> verbs = new TreeSet<>();
        for (long seed = 0; seed < 300; seed++) {
            StepWalk.all(RandomTrees.workflow(seed))
                    .forEach(step -> verbs.add(step.verb().getClass().getSimpleName()));
        }
        assertThat(verbs)
                .contains(
                        "AgentCall",
                        "Block",
                        "Parallel",
                        "MapEach",
                        "Switch",
                        "Loop",
                        "Graph",
                        "Chat",
                        "Handoff",
                        "Debate",
                        "Vote",
                        "SetValues",
                        "Human",
                        "Wait",
                        "Publish",
                        "SubWorkflow",
                        "Plan",
                        "Supervisor");
    }

    /** These also return, fail, use boards and contexts. */
    @Example
    void every_file_we_have_is_said_in_java() throws IOException {
        int said = 0;
        for (Path file : files()) {
            if (new WorkflowParser().parse(Files.readString(file), file.toString())
                    instanceof ParsedWorkflow.Valid(Workflow workflow)) {
                Workflow wanted = withoutHash(workflow);
                String name = wanted.ref().name();
                if (hasDefaultTimeouts(wanted)) {
                    continue;
                }
                assertThat(WorkflowInJava.<Object, Object>tree(name, JavaTwin.of(workflow)))
                        .as(file.toString())
                        .isEqualTo(wanted);
                assertThat(withoutHash(WorkflowInJava.define(name, Object.class, Object.class, JavaTwin.of(workflow))))
                        .as(file.toString())
                        .isEqualTo(wanted);
                said++;
            }
        }
        assertThat(said).isGreaterThan(20);
    }

    /** Members of teams take their time from the file's defaults, which Java has no word for: it says a time where it is meant. */
    private static boolean hasDefaultTimeouts(Workflow workflow) {
        return StepWalk.all(workflow).stream()
                .flatMap(step -> step.verb().members().stream())
                .anyMatch(member -> member.timeout().isPresent());
    }

    private static Workflow withoutHash(Workflow workflow) {
        return new Workflow(
                new WorkflowRef(workflow.ref().name(), workflow.ref().version(), ""),
                workflow.about(),
                workflow.title(),
                workflow.inputSchema(),
                workflow.output(),
                workflow.timeLimit(),
                workflow.steps(),
                workflow.board());
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> own = Files.walk(Path.of("src/test/resources"));
                Stream<Path> examples = Files.walk(Path.of("../../examples"))) {
            return Stream.concat(own, examples)
                    .filter(path -> !path.toString().contains("target"))
                    .filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
