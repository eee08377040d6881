package dev.agentmesh.core.pattern;

import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was said in the last turns of a step, read from where each turn's answer is stored. Bounded in entries and bytes, so that
 * a turn does not cost more the more was said before it.
 */
record Transcript(List<Entry> entries) {
    /** The most bytes of what was said that are put into one value. */
    static final int MAX_BYTES = 131_072;

    /** How many characters are left of a turn that is shortened. */
    static final int SHORTENED = 200;

    /** How much of a turn there is. */
    enum Extent {
        FULL,
        SHORTENED
    }

    /** @param role the name of the member that spoke */
    record Entry(int turn, String role, Payload content, Extent extent) {
        /** @param turns how many make a round */
        Json json(int turns) {
            var fields = new JsonFields()
                    .put("round", turn / turns)
                    .put("role", role)
                    .put("content", content);
            return switch (extent) {
                case FULL -> fields.json();
                case SHORTENED -> fields.put("shortened", Payload.json("true")).json();
            };
        }

        /** With the beginning of what was said, if it was more. */
        Entry shortened() {
            String text = JsonText.plain(content);
            if (text.length() <= SHORTENED) {
                return this;
            }
            int end = Character.isHighSurrogate(text.charAt(SHORTENED - 1)) ? SHORTENED - 1 : SHORTENED;
            return new Entry(turn, role, Json.text(text.substring(0, end) + "…").payload(), Extent.SHORTENED);
        }

        /** Without what a model may change while it repeats itself: case, spaces, punctuation. */
        String gist() {
            return content.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        }
    }

    /** The last {@code most} turns, oldest first. */
    static Transcript last(Moves moves, StepPath path, int most) {
        List<Entry> entries = new ArrayList<>();
        int bytes = 0;
        for (int turn = Turns.begun(moves, path) - 1; turn >= 0 && entries.size() < most; turn--) {
            Optional<Entry> entry = entry(moves, path.lane(turn), turn);
            bytes += entry.map(e -> e.content().size()).orElse(0);
            if (bytes > MAX_BYTES) {
                break;
            }
            entry.ifPresent(entries::add);
        }
        return new Transcript(entries.reversed());
    }

    /** The last {@code most} turns, oldest first: the newest {@code full} as they were said as far as they fit, older ones shortened. */
    static Transcript last(Moves moves, StepPath path, int most, int full) {
        List<Entry> entries = new ArrayList<>();
        int bytes = 0;
        boolean cut = false;
        for (int turn = Turns.begun(moves, path) - 1; turn >= 0 && entries.size() < most; turn--) {
            Optional<Entry> said = entry(moves, path.lane(turn), turn);
            if (said.isEmpty()) {
                continue;
            }
            cut = cut || entries.size() >= full || bytes + said.get().content().size() > MAX_BYTES;
            Entry entry = cut ? said.get().shortened() : said.get();
            bytes += entry.content().size();
            if (bytes > MAX_BYTES) {
                break;
            }
            entries.add(entry);
        }
        return new Transcript(entries.reversed());
    }

    private static Optional<Entry> entry(Moves moves, StepPath lane, int turn) {
        return moves.view()
                .get(CellKey.ended(lane))
                .map(cell -> ((EndedCell) cell).output())
                .filter(StepOutput.At.class::isInstance)
                .map(output -> ((StepOutput.At) output).path())
                .flatMap(task ->
                        Turns.answer(moves, task).map(answer -> new Entry(turn, role(task), answer, Extent.FULL)));
    }

    /** The name of the member whose task this is. */
    static String role(StepPath task) {
        String id = task.id();
        return id.substring(id.indexOf('.') + 1);
    }

    Optional<Entry> newest() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    /** @param turns how many make a round */
    Json json(int turns) {
        return new Json.Array(entries.stream().map(entry -> entry.json(turns)).toList());
    }

    /** Whether each of the last {@code members} turns only repeats what the same role has said before in these entries. */
    boolean isStuck(int members) {
        int from = entries.size() - members;
        if (from < 1) {
            return false;
        }
        for (int i = from; i < entries.size(); i++) {
            Entry latest = entries.get(i);
            boolean repeated = entries.subList(0, i).stream()
                    .anyMatch(before ->
                            before.role().equals(latest.role()) && before.gist().equals(latest.gist()));
            if (!repeated) {
                return false;
            }
        }
        return true;
    }
}
