package dev.agentmesh.examples.codereview.finding;

/** What an analyzer could not do with a file although the task succeeded, for example parse a newer language version. */
public record Note(String tool, String message) {
    static final int MESSAGE_LIMIT = 120;

    public Note {
        message = JsonSize.shortened(message, MESSAGE_LIMIT);
    }

    /** Upper estimate of this record as JSON, with a comma. */
    int bytes() {
        return 28 + JsonSize.of(tool) + JsonSize.of(message);
    }
}
