package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.Turn;
import dev.agentmesh.core.run.UndoCause;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;

/** What cells of undoing, and of what is put off, are made of. The numbers are the format: they never change and are never used twice. */
final class UndoParts {
    private UndoParts() {}

    static void write(Cell.UndoingCell undoing, BinaryOutput out) {
        cause(undoing.cause(), out);
        out.unsigned(undoing.steps());
        out.unsigned(undoing.undone());
        out.unsigned(undoing.failed());
    }

    static Cell undoing(BinaryInput in) {
        return new Cell.UndoingCell(cause(in), in.count(), in.count(), in.count());
    }

    static void write(Cell.UndoListCell list, BinaryOutput out) {
        out.unsigned(list.steps().size());
        list.steps().forEach(step -> out.text(step.text()));
    }

    static Cell list(BinaryInput in) {
        int size = in.entries();
        List<StepPath> steps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            steps.add(new StepPath(in.text()));
        }
        return new Cell.UndoListCell(steps);
    }

    static void write(Cell.AgendaCell agenda, BinaryOutput out) {
        out.unsigned(agenda.turns().size());
        agenda.turns().forEach(turn -> turn(turn, out));
        out.instant(agenda.due());
    }

    static void turn(Turn turn, BinaryOutput out) {
        out.octet(
                switch (turn) {
                    case Turn.BeginStep _ -> 0;
                    case Turn.EndEmptyFrame _ -> 1;
                    case Turn.UndoNext _ -> 2;
                    case Turn.GoOn _ -> 3;
                });
        out.text(turn.path().text());
    }

    static Turn turn(BinaryInput in) {
        int number = in.octet();
        StepPath path = new StepPath(in.text());
        return switch (number) {
            case 0 -> new Turn.BeginStep(path);
            case 1 -> new Turn.EndEmptyFrame(path);
            case 2 -> new Turn.UndoNext(path);
            case 3 -> new Turn.GoOn(path);
            default -> throw CellParts.unknown("turn", number);
        };
    }

    static Cell agenda(BinaryInput in) {
        int size = in.entries();
        List<Turn> turns = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            turns.add(turn(in));
        }
        return new Cell.AgendaCell(turns, in.instant());
    }

    private static void cause(UndoCause cause, BinaryOutput out) {
        switch (cause) {
            case UndoCause.Failed(StepPath origin, Failure failure) -> {
                out.octet(0);
                out.text(origin.text());
                CellParts.failure(failure, out);
            }
            case UndoCause.Canceled(String reason, String by) -> {
                out.octet(1);
                out.text(reason);
                out.text(by);
            }
            case UndoCause.Joined(StepOutput output) -> {
                out.octet(2);
                CellParts.output(output, out);
            }
            case UndoCause.Finished(Payload result) -> {
                out.octet(3);
                CellParts.payload(result, out);
            }
        }
    }

    private static UndoCause cause(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> new UndoCause.Failed(new StepPath(in.text()), CellParts.failure(in));
            case 1 -> new UndoCause.Canceled(in.text(), in.text());
            case 2 -> new UndoCause.Joined(CellParts.output(in));
            case 3 -> new UndoCause.Finished(CellParts.payload(in));
            default -> throw CellParts.unknown("cause of undoing", number);
        };
    }
}
