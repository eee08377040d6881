package dev.agentmesh.host.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.host.ledger.Ledger.Mark;
import dev.agentmesh.host.ledger.Ledger.Run;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class LedgerCodecTest {
    @Property
    void what_was_written_is_read(@ForAll("ledgers") Ledger ledger) throws UnreadableLedger {
        assertThat(LedgerCodec.decode(LedgerCodec.encode(ledger))).isEqualTo(ledger);
    }

    @Property
    void damaged_metadata_is_refused_and_nothing_worse(
            @ForAll("ledgers") Ledger ledger, @ForAll int at, @ForAll char c) {
        StringBuilder text = new StringBuilder(LedgerCodec.encode(ledger));
        text.setCharAt(Math.floorMod(at, text.length()), c);
        try {
            LedgerCodec.decode(text.toString());
        } catch (UnreadableLedger e) {
            assertThat(e).hasMessageNotContaining("Exception");
        }
    }

    @Property
    void any_text_is_read_or_refused(@ForAll String text) {
        try {
            LedgerCodec.decode(text.startsWith("1.") ? text : "1." + text);
        } catch (UnreadableLedger e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void the_format_is_fixed() {
        Ledger ledger = new Ledger(
                "greeter-1",
                List.of(
                        new Run(1, new Mark.Started("greeter-1")),
                        new Run(300, new Mark.Finished()),
                        new Run(2, new Mark.Untouched()),
                        new Run(1, new Mark.Kept("other"))));

        assertThat(LedgerCodec.encode(ledger)).isEqualTo("1.AglncmVldGVyLTEFb3RoZXIEBgCxCQgHAQ");
    }

    @Test
    void another_format_is_refused_by_name() {
        assertThatThrownBy(() -> LedgerCodec.decode("2.AAAA"))
                .isInstanceOf(UnreadableLedger.class)
                .hasMessage("it begins with \"2.AAAA\", this version reads \"1.\"");
    }

    @Test
    void a_ledger_that_does_not_fit_is_never_written() {
        List<Run> runs = new java.util.ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            runs.add(new Run(1, new Mark.Finished()));
            runs.add(new Run(1, new Mark.Untouched()));
        }
        assertThatThrownBy(() -> LedgerCodec.encode(new Ledger("a", runs))).hasMessageContaining("does not fit");
    }

    @Test
    void the_largest_ledger_stays_below_4000_characters() {
        List<Run> runs = new java.util.ArrayList<>();
        for (int i = 0; i < 1_446; i++) {
            runs.add(new Run(1, new Mark.Untouched()));
            runs.add(new Run(1, new Mark.Finished()));
        }
        Ledger ledger = new Ledger("abc", runs);

        assertThat(LedgerCodec.size(ledger)).isBetween(2_890, LedgerCodec.MOST_BYTES);
        assertThat(LedgerCodec.encode(ledger)).hasSizeLessThan(4_000);
    }

    @Provide
    Arbitrary<Ledger> ledgers() {
        Arbitrary<String> names = Arbitraries.of("greeter-1", "greeter-2", "ä", "x".repeat(64));
        Arbitrary<Mark> marks = Arbitraries.oneOf(
                Arbitraries.just(new Mark.Untouched()),
                Arbitraries.just(new Mark.Finished()),
                names.map(Mark.Started::new),
                names.map(Mark.Kept::new));
        Arbitrary<Run> runs = Combinators.combine(Arbitraries.longs().between(1, 1L << 40), marks)
                .as(Run::new);
        return Combinators.combine(names, runs.list().ofMaxSize(100)).as(Ledger::new);
    }
}
