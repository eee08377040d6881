package dev.agentmesh.language.format;

import java.util.List;

/** A piece of a document as it is to be written. */
public sealed interface Part {
    /** A single value. */
    record Word(String text, Form form) implements Part {
        /** A text, in quotes where it would be taken for something else. */
        public static Word text(String text) {
            return new Word(text, Form.TEXT);
        }

        /** A number, true, false or null, as it stands. */
        public static Word bare(String text) {
            return new Word(text, Form.BARE);
        }

        /** An expression: in quotes only where YAML would trip over it. */
        public static Word code(String text) {
            return new Word(text, Form.CODE);
        }
    }

    /** How a word is written. */
    enum Form {
        TEXT,
        BARE,
        CODE,
        /** In quotes, because its author wrote it so. */
        QUOTED
    }

    /** Lines below a sign, as in the source: {@code |} or {@code >-}. */
    record Lines(String sign, List<String> lines) implements Part {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    record Mapping(List<Entry> entries, Layout layout) implements Part {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    record Listing(List<Entry> items, Layout layout) implements Part {
        public Listing {
            items = List.copyOf(items);
        }
    }

    enum Layout {
        /** One line for each entry. */
        BLOCK,
        /** In brackets, where that fits on the line. */
        FLOW
    }

    /**
     * An item of a list, or a key with its value.
     *
     * @param key empty for an item
     * @param above lines of comments before it, with their signs; an empty one is an empty line
     * @param beside a comment behind it, empty for none
     */
    record Entry(Word key, Part value, List<String> above, String beside) {
        public Entry {
            above = List.copyOf(above);
        }

        public static Entry of(String key, Part value) {
            return new Entry(Word.text(key), value, List.of(), "");
        }

        public static Entry item(Part value) {
            return of("", value);
        }

        /** The same, with an empty line before it. */
        public Entry apart() {
            return new Entry(key, value, List.of(""), beside);
        }

        boolean isCommented() {
            return !beside.isEmpty() || above.stream().anyMatch(line -> !line.isEmpty());
        }
    }
}
