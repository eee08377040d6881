package dev.agentmesh.inprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.inprocess.Examples;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.language.testfile.TestCase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every pattern of the examples is valid and does what its test file says. */
class PatternExamplesTest {
    @TestFactory
    Stream<DynamicTest> every_case_of_every_pattern_passes() {
        return Examples.all().stream().flatMap(PatternExamplesTest::cases);
    }

    private static Stream<DynamicTest> cases(Path folder) {
        Workflow workflow = Examples.workflow(folder.resolve("workflow.yaml"));
        var file = Examples.tests(folder.resolve("workflow.test.yaml"), workflow);
        var player = new CasePlayer(workflow, Examples.others(folder, file));
        var recorded = new RecordedCase(workflow);
        return file.cases().stream()
                .map(each -> DynamicTest.dynamicTest(
                        folder.getFileName() + ": " + each.name(), () -> passes(player, recorded, each)));
    }

    private static void passes(CasePlayer player, RecordedCase recorded, TestCase testCase) {
        CaseResult result = player.play(testCase);
        assertThat(result.mismatches()).isEmpty();
        LocalRun again = recorded.run("test", result.run().log());
        assertThat(recorded.mismatches(testCase, again)).isEmpty();
        assertThat(again.cells().all()).isEqualTo(result.run().cells().all());
        assertThat(again.published()).isEqualTo(result.run().published());
    }

    @Test
    void every_pattern_has_its_tests() {
        List<Path> patterns = Examples.patterns();

        assertThat(patterns).hasSizeGreaterThan(4);
        assertThat(patterns)
                .allSatisfy(folder ->
                        assertThat(folder.resolve("workflow.test.yaml")).exists());
    }
}
