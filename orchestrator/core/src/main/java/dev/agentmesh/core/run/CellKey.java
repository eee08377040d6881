package dev.agentmesh.core.run;

import dev.agentmesh.core.value.StepPath;

/**
 * The name of a cell inside its run. Kinds are apart in the key order, so that all open tasks below a step are one range.
 *
 * @param kind what is kept there
 * @param path the step or lane; the root for what belongs to the run
 * @param name a variable's or a state value's name, an item chunk's or a signal's number; else empty
 */
public record CellKey(Kind kind, StepPath path, String name) implements Comparable<CellKey> {
    /** How many items of a map share a cell. */
    public static final int CHUNK = 64;

    /** The first letter orders kinds in a store and never changes. */
    public enum Kind {
        RUN('a'),
        INPUT('b'),
        TASK('c'),
        SCOPE('d'),
        LANE('e'),
        ITEMS('f'),
        ENDED('g'),
        VARIABLE('h'),
        UNDO('i'),
        AGENDA('j'),
        /** The path is a section, the name a key. */
        BOARD('p'),
        /** The path is section and key, the name the entry's number. */
        ENTRY('q'),
        /** Open steps that wait for somebody outside. */
        PENDING('r'),
        /** Questions that were answered or ran out of time. */
        ANSWERED('s'),
        /** Signals that came before the step that waits for them. */
        SIGNAL('t'),
        PARENT('u'),
        PAUSED('v'),
        /** What a pause holds back; the name is the kind of turn. */
        HELD('w');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }
    }

    public static final CellKey RUN = new CellKey(Kind.RUN, StepPath.ROOT, "");
    public static final CellKey INPUT = new CellKey(Kind.INPUT, StepPath.ROOT, "");
    public static final CellKey PARENT = new CellKey(Kind.PARENT, StepPath.ROOT, "");

    public static final CellKey PAUSED = new CellKey(Kind.PAUSED, StepPath.ROOT, "");

    public static CellKey held(Turn turn) {
        String kind = switch (turn) {
            case Turn.BeginStep _ -> "begin";
            case Turn.EndEmptyFrame _ -> "empty";
            case Turn.GoOn _ -> "on";
            case Turn.UndoNext _ -> "undo";
        };
        return new CellKey(Kind.HELD, turn.path(), kind);
    }

    public static CellKey task(StepPath path) {
        return new CellKey(Kind.TASK, path, "");
    }

    public static CellKey scope(StepPath path) {
        return new CellKey(Kind.SCOPE, path, "");
    }

    public static CellKey lane(StepPath path) {
        return new CellKey(Kind.LANE, path, "");
    }

    /** The chunk that holds item {@code index} of the map at {@code path}. */
    public static CellKey items(StepPath path, int index) {
        return new CellKey(Kind.ITEMS, path, Integer.toString(index / CHUNK));
    }

    public static CellKey ended(StepPath path) {
        return new CellKey(Kind.ENDED, path, "");
    }

    /** What the run has put off. */
    public static final CellKey AGENDA = new CellKey(Kind.AGENDA, StepPath.ROOT, "");

    /** What there is to undo in the whole run. */
    public static final CellKey UNDO_TALLY = new CellKey(Kind.UNDO, StepPath.ROOT, "");

    /** A step that can be undone. */
    public static CellKey undo(StepPath step) {
        return new CellKey(Kind.UNDO, step, "");
    }

    /** The chunk that holds step {@code index} of those undone inside {@code scope}. */
    public static CellKey undoList(StepPath scope, int index) {
        return new CellKey(Kind.UNDO, scope, Integer.toString(index / CHUNK));
    }

    public static CellKey pending(StepPath path) {
        return new CellKey(Kind.PENDING, path, "");
    }

    public static CellKey answered(StepPath path) {
        return new CellKey(Kind.ANSWERED, path, "");
    }

    /** @param number from 1, in the order they came */
    public static CellKey signal(int number) {
        return new CellKey(Kind.SIGNAL, StepPath.ROOT, String.format("%06d", number));
    }

    public static CellKey variable(String name) {
        return new CellKey(Kind.VARIABLE, StepPath.ROOT, name);
    }

    /** A value that a pattern keeps for the step or lane at {@code path}. */
    public static CellKey state(StepPath path, String name) {
        return new CellKey(Kind.VARIABLE, path, name);
    }

    /** A key of the blackboard. */
    public static CellKey board(String section, String key) {
        return new CellKey(Kind.BOARD, new StepPath(section), key);
    }

    /** An entry of a key of the blackboard, counted from 1. */
    public static CellKey entry(String section, String key, long number) {
        return new CellKey(Kind.ENTRY, new StepPath(section + "/" + key), Long.toString(number));
    }

    @Override
    public int compareTo(CellKey other) {
        int byKind = Character.compare(kind.letter, other.kind.letter);
        if (byKind != 0) {
            return byKind;
        }
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : name.compareTo(other.name);
    }
}
