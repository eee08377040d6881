package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.run.BoardChange;
import dev.agentmesh.core.run.BoardWrite;
import dev.agentmesh.core.run.Cell.BoardCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what one attempt's writes do to the blackboard: all of them, or none and why. */
final class BoardDesk {
    private final RunView view;
    private final BoardRules rules;
    private final String agent;
    /** Keys as they stand after the writes looked at so far. Looked up, never iterated. */
    private final Map<CellKey, BoardCell> touched = new HashMap<>();

    private final List<BoardChange> changes = new ArrayList<>();

    BoardDesk(RunView view, BoardRules rules, String agent) {
        this.view = view;
        this.rules = rules;
        this.agent = agent;
    }

    /** Why the writes cannot be; empty when they can, and then {@link #changes()} has what they come to. */
    Optional<Failure> refuse(List<BoardWrite> writes) {
        for (BoardWrite write : writes) {
            Optional<Failure> refused = refuse(write);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    List<BoardChange> changes() {
        return changes;
    }

    private Optional<Failure> refuse(BoardWrite write) {
        if (!rules.mayWrite(agent, write.section())) {
            return Optional.of(invalid(
                    "MESH-4171",
                    "Agent \"" + agent + "\" may not write " + name(write)
                            + (BoardRules.SHARED.contains(write.section())
                                    ? "; the workflow's board: names who may"
                                    : "; a section of its own has the agent's name")));
        }
        BoardCell stands = stands(write);
        if (rules.mode(write.section()) == BoardRules.Mode.APPEND && write.mode() != BoardWrite.Mode.APPEND) {
            return Optional.of(invalid("MESH-4172", "Section board." + write.section() + " is only appended to"));
        }
        return switch (write.mode()) {
            case PUT -> put(write, stands);
            case APPEND -> append(write, stands);
            case ADD -> add(write, stands);
        };
    }

    private BoardCell stands(BoardWrite write) {
        CellKey key = CellKey.board(write.section(), write.key());
        BoardCell own = touched.get(key);
        return own != null
                ? own
                : view.get(key).map(BoardCell.class::cast).orElseGet(() -> new BoardCell(0, Optional.empty()));
    }

    private Optional<Failure> put(BoardWrite write, BoardCell stands) {
        if (stands.isAppended()) {
            return Optional.of(invalid("MESH-4172", name(write) + " is appended to and cannot be replaced"));
        }
        if (write.version() != stands.version()) {
            return Optional.of(new Failure(
                    FailureKind.CONFLICT,
                    "MESH-4170",
                    name(write) + " was written meanwhile: the attempt is based on version " + write.version()
                            + ", it has version " + stands.version()
                            + (write.version() == 0
                                    ? "; a step that is not given the key by its context: can only create it"
                                    : "")));
        }
        change(write, stands.version() + 1, write.value());
        return Optional.empty();
    }

    private Optional<Failure> append(BoardWrite write, BoardCell stands) {
        if (stands.version() > 0 && !stands.isAppended()) {
            return Optional.of(invalid("MESH-4172", name(write) + " holds one value and cannot be appended to"));
        }
        change(write, stands.version() + 1, write.value());
        return Optional.empty();
    }

    private Optional<Failure> add(BoardWrite write, BoardCell stands) {
        Optional<BigDecimal> amount = Json.of(write.value()).flatMap(Json::asNumber);
        Optional<BigDecimal> before = stands.version() == 0
                ? Optional.of(BigDecimal.ZERO)
                : stands.value().flatMap(Json::of).flatMap(Json::asNumber);
        if (amount.isEmpty() || before.isEmpty()) {
            return Optional.of(invalid("MESH-4172", name(write) + " is no number that can be added to"));
        }
        Payload sum = new Json.Number(before.get().add(amount.get())).payload();
        change(write, stands.version() + 1, sum);
        return Optional.empty();
    }

    private void change(BoardWrite write, long version, Payload value) {
        boolean appended = write.mode() == BoardWrite.Mode.APPEND;
        touched.put(
                CellKey.board(write.section(), write.key()),
                new BoardCell(version, appended ? Optional.empty() : Optional.of(value)));
        changes.add(new BoardChange(write.section(), write.key(), write.mode(), version, write.action(), value));
    }

    private static String name(BoardWrite write) {
        return "board." + write.section() + "." + write.key();
    }

    private static Failure invalid(String code, String message) {
        return new Failure(FailureKind.INVALID_OUTPUT, code, message);
    }
}
