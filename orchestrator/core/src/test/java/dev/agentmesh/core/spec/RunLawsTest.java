package dev.agentmesh.core.spec;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** The laws of {@link Laws}, over definitions and lives nobody thought of. */
class RunLawsTest {
    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void every_run_keeps_every_law_and_ends(@ForAll("tapes") byte[] tape) {
        new RandomLife(new Tape(tape)).live();
    }

    @Provide
    Arbitrary<byte[]> tapes() {
        return Arbitraries.bytes()
                .withDistribution(RandomDistribution.uniform())
                .array(byte[].class)
                .ofMinSize(0)
                .ofMaxSize(250);
    }
}
