package dev.agentmesh.inprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.inprocess.Examples;
import dev.agentmesh.language.testfile.TestCase;
import dev.agentmesh.language.testfile.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Thousands of lives of every pattern, each from one seed. A life that breaks a law names its seed: {@code -Dsimulation.seed=N} lives
 * it again, and a seed in {@link #FOUND} is lived in every build from then on. {@code -Dsimulation.lives=N} lives more.
 */
class MeshSimulationTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 150);

    /** Seeds that once broke a law. */
    private static final List<Long> FOUND = List.of();

    @TestFactory
    Stream<DynamicTest> no_pattern_breaks_a_law_whatever_happens() {
        return Examples.patterns().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> live(folder)));
    }

    private static void live(Path folder) {
        Workflow workflow = Examples.workflow(folder.resolve("workflow.yaml"));
        TestFile file = Examples.tests(folder.resolve("workflow.test.yaml"), workflow);
        Long only = Long.getLong("simulation.seed");
        long events = 0;
        for (long seed : only == null ? seeds() : new long[] {only}) {
            TestCase testCase = file.cases().get((int) (seed % file.cases().size()));
            try {
                events += new SimulatedMesh(seed, workflow, testCase).live();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "seed " + seed + " of " + folder.getFileName() + ", case \"" + testCase.name()
                                + "\": -Dsimulation.seed=" + seed + " lives it again",
                        broken);
            }
        }
        assertThat(events).isPositive();
    }

    private static long[] seeds() {
        return LongStream.concat(FOUND.stream().mapToLong(Long::longValue), LongStream.range(0, LIVES))
                .toArray();
    }
}
