package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.value.ParentLink;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cells of steps that wait for the world outside. */
final class OutsideCells {
    private OutsideCells() {}

    static void write(Cell.PendingCell pending, BinaryOutput out) {
        switch (pending) {
            case Cell.ApprovalCell approval -> write(approval, out);
            case Cell.WaitCell wait -> {
                out.octet(CellCodec.WAIT);
                out.text(wait.event());
                CellParts.deadline(wait.due(), out);
            }
            case Cell.ChildCell child -> {
                out.octet(CellCodec.CHILD);
                out.text(child.runId());
                CellParts.deadline(child.due(), out);
                out.flag(child.over());
            }
        }
    }

    private static void write(Cell.ApprovalCell approval, BinaryOutput out) {
        out.octet(CellCodec.APPROVAL);
        out.text(approval.shown());
        texts(approval.choices(), out);
        payload(approval.form(), out);
        texts(approval.assign(), out);
        out.unsigned(approval.quorum());
        out.unsigned(approval.answers().size());
        for (Answer answer : approval.answers()) {
            out.text(answer.choice());
            payload(answer.form(), out);
            out.text(answer.comment());
            out.text(answer.by());
            out.instant(answer.at());
        }
        CellParts.deadline(approval.due(), out);
        CellParts.deadline(approval.remindAt(), out);
        out.unsigned(approval.reminders());
        out.unsigned(approval.escalations());
        out.flag(approval.expired());
    }

    static Cell readApproval(BinaryInput in) {
        return new Cell.ApprovalCell(
                in.text(),
                texts(in),
                payload(in),
                texts(in),
                in.count(),
                answers(in),
                CellParts.deadline(in),
                CellParts.deadline(in),
                in.count(),
                in.count(),
                in.flag());
    }

    private static List<Answer> answers(BinaryInput in) {
        int size = in.entries();
        List<Answer> answers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            answers.add(new Answer(in.text(), payload(in), in.text(), in.text(), in.instant()));
        }
        return answers;
    }

    static Cell readWait(BinaryInput in) {
        return new Cell.WaitCell(in.text(), CellParts.deadline(in));
    }

    static Cell readChild(BinaryInput in) {
        return new Cell.ChildCell(in.text(), CellParts.deadline(in), in.flag());
    }

    static void write(Cell.AnsweredCell answered, BinaryOutput out) {
        out.octet(CellCodec.ANSWERED);
        out.text(answered.choice());
        out.text(answered.by());
        out.instant(answered.at());
        out.flag(answered.expired());
    }

    static Cell readAnswered(BinaryInput in) {
        return new Cell.AnsweredCell(in.text(), in.text(), in.instant(), in.flag());
    }

    static void write(Signal signal, BinaryOutput out) {
        out.text(signal.name());
        CellParts.payload(signal.payload(), out);
        out.text(signal.correlation());
        out.text(signal.by());
    }

    static Signal readSignal(BinaryInput in) {
        return new Signal(in.text(), CellParts.payload(in), in.text(), in.text());
    }

    static void write(ParentLink parent, BinaryOutput out) {
        out.text(parent.runId());
        out.text(parent.path().text());
        out.unsigned(parent.depth());
        out.flag(parent.detached());
    }

    static ParentLink readParent(BinaryInput in) {
        return new ParentLink(in.text(), new StepPath(in.text()), in.count(), in.flag());
    }

    private static void texts(List<String> values, BinaryOutput out) {
        out.unsigned(values.size());
        values.forEach(out::text);
    }

    private static List<String> texts(BinaryInput in) {
        int size = in.entries();
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(in.text());
        }
        return values;
    }

    private static void payload(Optional<Payload> value, BinaryOutput out) {
        out.flag(value.isPresent());
        value.ifPresent(payload -> CellParts.payload(payload, out));
    }

    private static Optional<Payload> payload(BinaryInput in) {
        return in.flag() ? Optional.of(CellParts.payload(in)) : Optional.empty();
    }
}
