package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.run.Cell.BoardCell;
import dev.agentmesh.core.run.Cell.EntryCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The blackboard as JSON. */
final class BoardView {
    private final RunView view;

    BoardView(RunView view) {
        this.view = view;
    }

    /**
     * A value, or the entries of a key as a list, oldest first.
     *
     * @throws ValueTooLarge when the entries are larger together than an expression may hold
     */
    Optional<Payload> value(String section, String key) {
        return view.get(CellKey.board(section, key))
                .map(BoardCell.class::cast)
                .map(cell -> cell.value().orElseGet(() -> Payload.json(entries(section, key, 1, cell.version()))));
    }

    /** The keys of a section, in order; of all sections for the root. */
    List<CellKey> keys(StepPath section) {
        return view.within(CellKey.Kind.BOARD, section);
    }

    /** The entries {@code first} to {@code last} of a key, as a JSON list. */
    String entries(String section, String key, long first, long last) {
        StringJoiner entries = new StringJoiner(",", "[", "]");
        for (long number = first; number <= last; number++) {
            view.get(CellKey.entry(section, key, number))
                    .map(EntryCell.class::cast)
                    .ifPresent(entry -> entries.add(text(section, entry)));
            if (entries.length() > CellStepView.MAX_COLLECTED) {
                throw new ValueTooLarge("The entries of board." + section + "." + key + " are larger than "
                        + CellStepView.MAX_COLLECTED + " characters together");
            }
        }
        return entries.toString();
    }

    /** An entry of the conversation says who did what and when; elsewhere an entry is what was appended. */
    private static String text(String section, EntryCell entry) {
        return section.equals(BoardRules.MESSAGES)
                ? "{\"agent\":" + JsonText.quote(entry.agent()) + ",\"action\":" + JsonText.quote(entry.action())
                        + ",\"content\":" + entry.value().text() + ",\"at\":"
                        + JsonText.quote(entry.at().toString()) + "}"
                : entry.value().text();
    }
}
