package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.spec.TransitionTable.Row;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;

/** The laws of {@link Laws}, over definitions and lives nobody thought of. */
class RunLawsTest {
    private static final Set<Row> TAKEN = new HashSet<>();

    private static final int MORE = 200_000;

    @Property(tries = 25_000, edgeCases = EdgeCasesMode.NONE)
    void every_run_keeps_every_law_and_ends(@ForAll("tapes") byte[] definition, @ForAll("tapes") byte[] life) {
        RandomLife random = new RandomLife(new Tape(definition), new Tape(life));
        random.live();
        TAKEN.addAll(random.world().transitions());
    }

    private static Tape tape(Random chance) {
        byte[] tape = new byte[chance.nextInt(200)];
        chance.nextBytes(tape);
        return new Tape(tape);
    }

    @Provide
    Arbitrary<byte[]> tapes() {
        return Arbitraries.bytes()
                .withDistribution(RandomDistribution.uniform())
                .array(byte[].class)
                .ofMinSize(0)
                .ofMaxSize(200);
    }

    /** Laws over lives in which nothing happens would hold too. What the lives above missed by chance is looked for further. */
    @AfterContainer
    static void every_legal_transition_was_taken() {
        Random chance = new Random(1);
        for (int more = 0; more < MORE && !TAKEN.containsAll(TransitionTable.rows()); more++) {
            RandomLife random = new RandomLife(tape(chance), tape(chance));
            random.live();
            TAKEN.addAll(random.world().transitions());
        }
        assertThat(TAKEN).containsExactlyInAnyOrderElementsOf(TransitionTable.rows());
    }
}
