package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Cell.SignalCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** {@code wait}: for a time, never less, or for an event that is told to the run. */
public record WaitPattern(OutsideVerb.Wait verb) implements Pattern.Leaf {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        switch (verb.until()) {
            case OutsideVerb.Until.Passed(var time) ->
                until(moves, path, moves.at().plus(time));
            case OutsideVerb.Until.Moment(Template moment) ->
                until(moves, path, instant(path, JsonText.plain(moves.render(path, moment))));
            case OutsideVerb.Until.EventOf event -> await(moves, path, event);
        }
    }

    private static void until(Moves moves, StepPath path, Instant due) {
        moves.emit(new OutsideEvent.WaitStarted(path, "", Optional.of(due)));
        if (!due.isAfter(moves.at())) {
            moves.complete(path, new StepOutput.None());
        }
    }

    private static Instant instant(StepPath path, String text) throws EvaluationFailed {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new EvaluationFailed(
                    "MESH-4150",
                    "Step \"" + path + "\" waits until a time such as 2026-12-24T18:00:00Z, but \"until\" gives \""
                            + text + "\"");
        }
    }

    private static void await(Moves moves, StepPath path, OutsideVerb.Until.EventOf event) {
        moves.emit(new OutsideEvent.WaitStarted(
                path, event.event(), event.timeout().map(moves.at()::plus)));
        for (CellKey key : moves.view().within(CellKey.Kind.SIGNAL, StepPath.ROOT)) {
            Signal signal = ((SignalCell) moves.view().get(key).orElseThrow()).signal();
            if (isMeant(moves, path, event, signal)) {
                moves.emit(new OutsideEvent.SignalTaken(path, Integer.parseInt(key.name())));
                moves.stepOver(path);
                return;
            }
        }
    }

    /** Whether the step waits for this signal. A condition without a value for it is no. */
    public static boolean isMeant(Moves moves, StepPath path, OutsideVerb.Until.EventOf event, Signal signal) {
        if (!event.event().equals(signal.name())) {
            return false;
        }
        try {
            return event.match().isEmpty()
                    || moves.test(path, event.match().get(), Given.of("event", signal.payload()));
        } catch (EvaluationFailed _) {
            return false;
        }
    }
}
