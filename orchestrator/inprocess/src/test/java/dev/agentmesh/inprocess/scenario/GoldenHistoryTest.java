package dev.agentmesh.inprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.inprocess.Examples;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.MemoryCells;
import dev.agentmesh.language.testfile.TestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One recorded history per pattern, an event a line: the first case of its test file. Folded, it is the state that a run of today
 * ends in, and today's run says the same event for event. {@code -Dgolden.update=true} records anew; read the difference.
 */
class GoldenHistoryTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "histories");

    static List<Path> patterns() {
        return Examples.patterns();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void a_recorded_history_folds_to_what_a_run_of_today_ends_in(Path folder) throws IOException {
        Workflow workflow = Examples.workflow(folder.resolve("workflow.yaml"));
        TestFile file = Examples.tests(folder.resolve("workflow.test.yaml"), workflow);
        CaseResult today = new CasePlayer(workflow, Examples.others(folder, file))
                .play(file.cases().getFirst());
        Path recorded = FOLDER.resolve(folder.getFileName() + ".jsonl");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    recorded, today.run().log().stream().map(FactLine::of).collect(Collectors.joining("\n", "", "\n")));
        }

        assertThat(recorded).as("-Dgolden.update=true records it").exists();
        List<LoggedFact> facts =
                Files.readAllLines(recorded).stream().map(FactLine::read).toList();
        var folded = new MemoryCells(today.run().id());
        facts.forEach(fact -> folded.apply(Evolver.evolve(folded, fact.at(), fact.event())));

        assertThat(facts).isEqualTo(today.run().log());
        assertThat(folded.all()).isEqualTo(today.run().cells().all());
    }
}
