package dev.agentmesh.cli.output;

import java.util.Locale;

/** What {@code -o} takes. */
public enum Format {
    /** For people. */
    TABLE,
    /** One valid document. */
    JSON,
    /** One document a line, for streams. */
    JSONL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
