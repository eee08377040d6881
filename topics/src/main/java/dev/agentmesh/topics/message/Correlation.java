package dev.agentmesh.topics.message;

/**
 * What links all records of one undertaking. A run that another run brought about, as a child or by one agent handing
 * another work, is named {@code ROOT~REST}; so the link is in the name, and no record needs to look it up.
 */
public final class Correlation {
    /** Ends the outermost run's id. No id that a caller chooses may contain it. */
    public static final char MARK = '~';

    private Correlation() {}

    /** The id of the outermost run, which is the correlation id of everything below it. */
    public static String ofRun(String runId) {
        int mark = runId.indexOf(MARK);
        return mark < 0 ? runId : runId.substring(0, mark);
    }
}
