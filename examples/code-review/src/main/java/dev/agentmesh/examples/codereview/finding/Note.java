package dev.agentmesh.examples.codereview.finding;

/** What an analyzer could not do with a file although the task succeeded, for example parse a newer language version. */
public record Note(String tool, String message) {
    public Note {
        message = message.length() <= 200 ? message : message.substring(0, 199) + "…";
    }
}
