package dev.agentmesh.eventlog.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.CellKey.Kind;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.samples.AnyRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CellKeyCodecTest {
    @Provide
    Arbitrary<StoredKey> keys() {
        Arbitrary<String> runs = Arbitraries.of("r-1", "r-10", "r", "R.1", "0");
        Arbitrary<StepPath> paths = Arbitraries.oneOf(Arbitraries.just(StepPath.ROOT), AnyRecord.paths());
        Arbitrary<String> names = Arbitraries.of("", "0", "1", "10", "total", "total_2");
        return Combinators.combine(runs, Arbitraries.of(Kind.class), paths, names)
                .as((run, kind, path, name) -> new StoredKey(run, new CellKey(kind, path, name)));
    }

    @Provide
    Arbitrary<List<StoredKey>> manyKeys() {
        return keys().list().ofMinSize(1).ofMaxSize(60);
    }

    @Property
    void a_key_comes_back_as_it_was(@ForAll("keys") StoredKey key) {
        assertThat(CellKeyCodec.decode(CellKeyCodec.encode(key.runId(), key.key())))
                .contains(key);
    }

    @Property
    void bytes_sort_by_run_and_then_as_keys_do(@ForAll("keys") StoredKey one, @ForAll("keys") StoredKey other) {
        int expected = Comparator.comparing(StoredKey::runId)
                .thenComparing(StoredKey::key)
                .compare(one, other);
        int actual = Arrays.compareUnsigned(
                CellKeyCodec.encode(one.runId(), one.key()), CellKeyCodec.encode(other.runId(), other.key()));
        assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
    }

    @Property
    void ranges_hold_exactly_what_is_at_or_below_a_path_in_key_order(
            @ForAll("manyKeys") List<StoredKey> stored, @ForAll("keys") StoredKey scope) {
        TreeMap<byte[], StoredKey> store = new TreeMap<>(Arrays::compareUnsigned);
        stored.forEach(key -> store.put(CellKeyCodec.encode(key.runId(), key.key()), key));
        stored.forEach(key -> store.put(CellKeyCodec.page(key.runId()), key));

        List<StoredKey> found = new ArrayList<>();
        for (KeyRange range : CellKeyCodec.within(
                scope.runId(), scope.key().kind(), scope.key().path())) {
            found.addAll(store.subMap(range.first(), true, range.last(), true).values());
        }

        StepPath path = scope.key().path();
        List<StoredKey> expected = stored.stream()
                .distinct()
                .filter(key -> key.runId().equals(scope.runId())
                        && key.key().kind() == scope.key().kind())
                .filter(key -> path.isRoot()
                        || key.key().path().equals(path)
                        || key.key().path().isWithin(path))
                .sorted(Comparator.comparing(StoredKey::key))
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    @Property
    void a_run_is_one_range_with_its_page(@ForAll("manyKeys") List<StoredKey> stored) {
        TreeMap<byte[], String> store = new TreeMap<>(Arrays::compareUnsigned);
        for (StoredKey key : stored) {
            store.put(CellKeyCodec.encode(key.runId(), key.key()), key.runId());
            store.put(CellKeyCodec.page(key.runId()), key.runId());
        }
        String run = stored.getFirst().runId();
        KeyRange range = CellKeyCodec.run(run);
        long cells = stored.stream()
                .filter(key -> key.runId().equals(run))
                .distinct()
                .count();

        assertThat(store.subMap(range.first(), true, range.last(), true).values())
                .hasSize((int) cells + 1)
                .containsOnly(run);
    }

    @Example
    void a_page_is_no_cell_and_a_cell_is_no_page() {
        assertThat(CellKeyCodec.decode(CellKeyCodec.page("r-1"))).isEmpty();
        assertThat(CellKeyCodec.runOfPage(CellKeyCodec.page("r-1"))).contains("r-1");
        assertThat(CellKeyCodec.runOfPage(CellKeyCodec.encode("r-1", CellKey.RUN)))
                .isEmpty();
        assertThat(CellKeyCodec.decode(new byte[0])).isEmpty();
        assertThat(CellKeyCodec.decode(new byte[] {'r', 0})).isEmpty();
        assertThat(CellKeyCodec.decode(new byte[] {'r', 0, '!', 'x', 0})).isEmpty();
    }

    @Example
    void a_separator_in_a_part_is_refused() {
        assertThatThrownBy(() -> CellKeyCodec.encode("r\u0000a", CellKey.RUN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run id");
        assertThatThrownBy(() -> CellKeyCodec.encode("r", CellKey.variable("ü")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }
}
