package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import java.util.List;
import java.util.Optional;

/**
 * A cell as bytes: one byte for the format, one for the kind of cell, then its parts in order. One value has exactly one
 * encoding in a format, so equal states have equal bytes.
 *
 * <p>How it changes: a writer writes the newest format only; {@link #decode} reads every format there ever was. A cell that gets a
 * new part raises {@link #FORMAT} and reads it only {@code if (format >= n)}, with the value that the older events mean
 * otherwise. Numbers of kinds, phases and outcomes are never given to something else.
 */
public final class CellCodec {
    /** The format written. */
    public static final int FORMAT = 4;

    private static final int RUN = 1;
    private static final int INPUT = 2;
    private static final int TASK = 3;
    private static final int SEQUENCE = 4;
    private static final int LANES = 5;
    private static final int ITEMS = 6;
    private static final int LANE = 7;
    private static final int ENDED = 8;
    private static final int VARIABLE = 9;
    private static final int BOARD = 10;
    private static final int ENTRY = 11;
    private static final int UNDOING = 20;
    private static final int UNDO_LIST = 21;
    private static final int UNDO = 22;
    private static final int UNDO_TALLY = 23;
    private static final int AGENDA = 24;
    private static final int PAUSED = 25;
    private static final int HELD = 26;
    static final int APPROVAL = 40;
    static final int WAIT = 41;
    static final int CHILD = 42;
    static final int ANSWERED = 43;
    static final int SIGNAL = 44;
    static final int PARENT = 45;

    private CellCodec() {}

    public static byte[] encode(Cell cell) {
        BinaryOutput out = new BinaryOutput();
        out.octet(FORMAT);
        switch (cell) {
            case Cell.RunCell run -> write(run, out);
            case Cell.InputCell(Payload input) -> {
                out.octet(INPUT);
                CellParts.payload(input, out);
            }
            case Cell.TaskCell task -> write(task, out);
            case Cell.SequenceCell sequence -> {
                out.octet(SEQUENCE);
                CellParts.deadline(sequence.deadline(), out);
                CellParts.scope(sequence.scope(), out);
            }
            case Cell.LanesCell lanes -> write(lanes, out);
            case Cell.ItemsCell(List<Payload> items) -> {
                out.octet(ITEMS);
                CellParts.payloads(items, out);
            }
            case Cell.LaneCell() -> out.octet(LANE);
            case Cell.EndedCell ended -> write(ended, out);
            case Cell.PendingCell pending -> OutsideCells.write(pending, out);
            case Cell.AnsweredCell answered -> OutsideCells.write(answered, out);
            case Cell.SignalCell(Signal signal) -> {
                out.octet(SIGNAL);
                OutsideCells.write(signal, out);
            }
            case Cell.ParentCell(ParentLink parent) -> {
                out.octet(PARENT);
                OutsideCells.write(parent, out);
            }
            case Cell.VariableCell(Payload value) -> {
                out.octet(VARIABLE);
                CellParts.payload(value, out);
            }
            case Cell.BoardCell board -> {
                out.octet(BOARD);
                out.unsigned(board.version());
                CellParts.optionalPayload(board.value(), out);
            }
            case Cell.EntryCell entry -> {
                out.octet(ENTRY);
                out.text(entry.agent());
                out.text(entry.action());
                out.instant(entry.at());
                CellParts.payload(entry.value(), out);
            }
            case Cell.UndoingCell undoing -> {
                out.octet(UNDOING);
                UndoParts.write(undoing, out);
            }
            case Cell.UndoListCell list -> {
                out.octet(UNDO_LIST);
                UndoParts.write(list, out);
            }
            case Cell.AgendaCell agenda -> {
                out.octet(AGENDA);
                UndoParts.write(agenda, out);
            }
            case Cell.PausedCell paused -> {
                out.octet(PAUSED);
                out.text(paused.reason());
                out.text(paused.by());
                out.instant(paused.since());
                out.unsigned(paused.held());
            }
            case Cell.HeldCell held -> {
                out.octet(HELD);
                UndoParts.turn(held.turn(), out);
                out.unsigned(held.order());
            }
            case Cell.UndoCell(int order) -> {
                out.octet(UNDO);
                out.unsigned(order);
            }
            case Cell.UndoTallyCell tally -> {
                out.octet(UNDO_TALLY);
                out.unsigned(tally.armed());
                out.unsigned(tally.undone());
                out.unsigned(tally.failed());
            }
        }
        return out.toBytes();
    }

    /** @throws UnreadableState if the bytes are damaged or of a format newer than {@link #FORMAT} */
    public static Cell decode(byte[] bytes) {
        BinaryInput in = new BinaryInput(bytes);
        int format = in.octet();
        if (format < 1 || format > FORMAT) {
            throw new UnreadableState("format " + format + ", this version reads 1 to " + FORMAT);
        }
        int kind = in.octet();
        Cell cell = switch (kind) {
            case RUN -> readRun(in, format);
            case INPUT -> new Cell.InputCell(CellParts.payload(in));
            case TASK -> readTask(in, format);
            case SEQUENCE -> new Cell.SequenceCell(CellParts.deadline(in), CellParts.scope(in));
            case LANES -> readLanes(in);
            case ITEMS -> new Cell.ItemsCell(CellParts.payloads(in));
            case LANE -> new Cell.LaneCell();
            case ENDED -> readEnded(in);
            case VARIABLE -> new Cell.VariableCell(CellParts.payload(in));
            case BOARD -> new Cell.BoardCell(in.unsigned(), CellParts.optionalPayload(in));
            case ENTRY -> new Cell.EntryCell(in.text(), in.text(), in.instant(), CellParts.payload(in));
            case UNDOING -> UndoParts.undoing(in);
            case UNDO_LIST -> UndoParts.list(in);
            case AGENDA -> UndoParts.agenda(in);
            case PAUSED -> new Cell.PausedCell(in.text(), in.text(), in.instant(), in.count());
            case HELD -> new Cell.HeldCell(UndoParts.turn(in), in.count());
            case UNDO -> new Cell.UndoCell(in.count());
            case UNDO_TALLY -> new Cell.UndoTallyCell(in.count(), in.count(), in.count());
            case APPROVAL -> OutsideCells.readApproval(in);
            case WAIT -> OutsideCells.readWait(in);
            case CHILD -> OutsideCells.readChild(in);
            case ANSWERED -> OutsideCells.readAnswered(in);
            case SIGNAL -> new Cell.SignalCell(OutsideCells.readSignal(in));
            case PARENT -> new Cell.ParentCell(OutsideCells.readParent(in));
            default -> throw new UnreadableState("cell of unknown kind " + kind);
        };
        in.end();
        return cell;
    }

    private static void write(Cell.RunCell run, BinaryOutput out) {
        out.octet(RUN);
        CellParts.workflow(run.workflow(), out);
        out.text(run.title());
        out.octet(CellParts.number(run.status()));
        out.instant(run.startedAt());
        out.instant(run.deadline());
        CellParts.deadline(run.endedAt(), out);
    }

    private static Cell readRun(BinaryInput in, int format) {
        return new Cell.RunCell(
                CellParts.workflow(in),
                in.text(),
                CellParts.runStatus(in),
                in.instant(),
                in.instant(),
                format < 3 ? Optional.empty() : CellParts.deadline(in));
    }

    private static void write(Cell.TaskCell task, BinaryOutput out) {
        out.octet(TASK);
        out.text(task.agent());
        out.text(task.skill());
        CellParts.payload(task.input(), out);
        out.text(task.idempotencyKey());
        out.unsigned(task.attempt());
        out.octet(CellParts.number(task.phase()));
        out.instant(task.since());
        out.instant(task.due());
        out.unsigned(task.failures().transients());
        out.unsigned(task.failures().timeouts());
        out.unsigned(task.failures().invalidOutputs());
        out.unsigned(task.failures().lost());
        CellParts.failure(task.lastFailure(), out);
        out.unsigned(task.reported());
        out.unsigned(task.failures().conflicts());
        CellParts.context(task.context(), out);
        out.unsigned(task.failures().rejections());
    }

    private static Cell readTask(BinaryInput in, int format) {
        Cell.TaskCell task = readFirstTask(in);
        if (format < 2) {
            return task;
        }
        Cell.FailureCounts first = task.failures();
        int conflicts = in.count();
        Optional<TaskContext> context = CellParts.context(in);
        int rejections = format < 4 ? 0 : in.count();
        return new Cell.TaskCell(
                task.agent(),
                task.skill(),
                task.input(),
                task.idempotencyKey(),
                task.attempt(),
                task.phase(),
                task.since(),
                task.due(),
                new Cell.FailureCounts(
                        first.transients(),
                        first.timeouts(),
                        first.invalidOutputs(),
                        first.lost(),
                        conflicts,
                        rejections),
                task.lastFailure(),
                task.reported(),
                context);
    }

    /** A task as format 1 has it, with which every later one begins. */
    private static Cell.TaskCell readFirstTask(BinaryInput in) {
        return new Cell.TaskCell(
                in.text(),
                in.text(),
                CellParts.payload(in),
                in.text(),
                in.count(),
                CellParts.taskPhase(in),
                in.instant(),
                in.instant(),
                new Cell.FailureCounts(in.count(), in.count(), in.count(), in.count()),
                CellParts.optionalFailure(in),
                in.unsigned(),
                Optional.empty());
    }

    private static void write(Cell.LanesCell lanes, BinaryOutput out) {
        out.octet(LANES);
        CellParts.deadline(lanes.deadline(), out);
        out.unsigned(lanes.size());
        out.unsigned(lanes.needed());
        out.flag(lanes.tolerant());
        out.unsigned(lanes.started());
        out.unsigned(lanes.completed());
        out.unsigned(lanes.failed());
    }

    private static Cell readLanes(BinaryInput in) {
        return new Cell.LanesCell(
                CellParts.deadline(in), in.count(), in.count(), in.flag(), in.count(), in.count(), in.count());
    }

    private static void write(Cell.EndedCell ended, BinaryOutput out) {
        out.octet(ENDED);
        out.octet(CellParts.number(ended.status()));
        CellParts.output(ended.output(), out);
        CellParts.failure(ended.failure(), out);
        out.unsigned(ended.attempts());
        out.unsigned(ended.reported());
    }

    private static Cell readEnded(BinaryInput in) {
        return new Cell.EndedCell(
                CellParts.endedStatus(in),
                CellParts.output(in),
                CellParts.optionalFailure(in),
                in.count(),
                in.unsigned());
    }
}
