package dev.agentmesh.eventlog.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.eventlog.samples.AnyRecord;
import dev.agentmesh.topics.error.MeshException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CellCodecTest {
    @Provide
    Arbitrary<Cell> anyCell() {
        return AnyRecord.of(Cell.class);
    }

    @Property
    void every_cell_comes_back_as_it_was(@ForAll("anyCell") Cell cell) {
        assertThat(CellCodec.decode(CellCodec.encode(cell))).isEqualTo(cell);
    }

    @Example
    void every_variant_comes_back_as_it_was() {
        for (Class<?> variant : AnyRecord.variants(Cell.class)) {
            Object cell = AnyRecord.of(variant).sample();
            assertThat(CellCodec.decode(CellCodec.encode((Cell) cell))).isEqualTo(cell);
        }
        for (Class<?> scope : AnyRecord.variants(Scope.class)) {
            Cell cell = new Cell.SequenceCell(
                    Optional.of(Instant.EPOCH), (Scope) AnyRecord.of(scope).sample());
            assertThat(CellCodec.decode(CellCodec.encode(cell))).isEqualTo(cell);
        }
        for (Class<?> output : AnyRecord.variants(StepOutput.class)) {
            Cell cell = new Cell.EndedCell(
                    Cell.EndedStatus.COMPLETED,
                    (StepOutput) AnyRecord.of(output).sample(),
                    Optional.empty(),
                    1,
                    -1L);
            assertThat(CellCodec.decode(CellCodec.encode(cell))).isEqualTo(cell);
        }
    }

    @Example
    void a_switch_without_a_case_comes_back_as_it_was() {
        Cell cell = new Cell.SequenceCell(Optional.empty(), new Scope.SwitchScope(-1));
        assertThat(CellCodec.decode(CellCodec.encode(cell))).isEqualTo(cell);
    }

    /** Agent a, input 1, key k, attempt 1, handed out at the epoch; 1, 2, 3 and 4 failures. */
    private static final String TASK_OF_FORMAT_1 =
            "0103" + "0161" + "00" + "0131" + "016b" + "01" + "00" + "00" + "00" + "01020304" + "00" + "00";

    /** State directories and changelogs of released versions hold exactly these bytes. */
    @Example
    void the_bytes_of_a_format_never_change() {
        Cell cell =
                new Cell.EndedCell(Cell.EndedStatus.COMPLETED, new StepOutput.Collected(300), Optional.empty(), 2, 6L);
        assertThat(HexFormat.of().formatHex(CellCodec.encode(cell)))
                .isEqualTo("04" + "08" + "00" + "03ac02" + "00" + "02" + "06");
        assertThat(CellCodec.decode(HexFormat.of().parseHex("01080003ac02000206")))
                .isEqualTo(cell);
    }

    @Example
    void a_run_of_format_2_does_not_say_when_it_ended() {
        Cell.RunCell now = (Cell.RunCell) AnyRecord.of(Cell.RunCell.class).sample();
        Cell.RunCell open = new Cell.RunCell(
                now.workflow(), now.title(), now.status(), now.startedAt(), now.deadline(), Optional.empty());
        byte[] bytes = CellCodec.encode(open);
        byte[] old = Arrays.copyOf(bytes, bytes.length - 1);
        old[0] = 2;

        assertThat(CellCodec.decode(old)).isEqualTo(open);
    }

    @Example
    void a_task_of_format_3_was_never_rejected_by_a_breaker() {
        Cell.TaskCell any = (Cell.TaskCell) AnyRecord.of(Cell.TaskCell.class).sample();
        Cell.TaskCell task = new Cell.TaskCell(
                any.agent(),
                any.skill(),
                any.input(),
                any.idempotencyKey(),
                any.attempt(),
                any.phase(),
                any.since(),
                any.due(),
                new Cell.FailureCounts(1, 2, 3, 4, 5, 0),
                any.lastFailure(),
                any.reported(),
                any.context());
        byte[] bytes = CellCodec.encode(task);
        byte[] old = Arrays.copyOf(bytes, bytes.length - 1);
        old[0] = 3;

        assertThat(CellCodec.decode(old)).isEqualTo(task);
    }

    @Example
    void a_task_of_format_1_has_no_context_and_no_conflicts() {
        byte[] old = HexFormat.of().parseHex(TASK_OF_FORMAT_1);

        assertThat(CellCodec.decode(old)).isInstanceOfSatisfying(Cell.TaskCell.class, task -> {
            assertThat(task.agent()).isEqualTo("a");
            assertThat(task.context()).isEmpty();
            assertThat(task.failures()).isEqualTo(new Cell.FailureCounts(1, 2, 3, 4, 0, 0));
        });
    }

    @Property
    void damaged_bytes_are_refused_with_a_code_and_never_crash(
            @ForAll("anyCell") Cell cell, @ForAll int where, @ForAll byte what) {
        byte[] bytes = CellCodec.encode(cell);
        bytes[Math.floorMod(where, bytes.length)] = what;
        try {
            CellCodec.decode(bytes);
        } catch (MeshException e) {
            assertThat(e.code()).isEqualTo("MESH-9002");
        }
    }

    @Property
    void a_cut_cell_is_refused(@ForAll("anyCell") Cell cell, @ForAll int where) {
        byte[] bytes = CellCodec.encode(cell);
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(where, bytes.length));
        assertThatThrownBy(() -> CellCodec.decode(cut)).isInstanceOf(UnreadableState.class);
    }

    @Example
    void a_newer_format_is_refused_by_name() {
        byte[] bytes = CellCodec.encode(new Cell.LaneCell());
        bytes[0] = CellCodec.FORMAT + 1;
        assertThatThrownBy(() -> CellCodec.decode(bytes))
                .isInstanceOf(UnreadableState.class)
                .hasMessageContaining("MESH-9002")
                .hasMessageContaining("format 5, this version reads 1 to 4");
    }

    @Example
    void left_over_bytes_are_refused() {
        byte[] bytes = Arrays.copyOf(CellCodec.encode(new Cell.LaneCell()), 3);
        assertThatThrownBy(() -> CellCodec.decode(bytes)).hasMessageContaining("1 bytes left over");
    }

    @Example
    void samples_cover_every_variant() {
        assertThat(Arbitraries.of(AnyRecord.variants(Cell.class)).allValues().orElseThrow())
                .hasSizeGreaterThanOrEqualTo(9)
                .allMatch(Class::isRecord);
    }
}
