package dev.agentmesh.core.value;

/**
 * The id of a run that a step of another run starts: the same every time, no longer than ids may be, and with the outermost
 * run's id in front, so that all that belongs together is found by it.
 */
public final class ChildRunId {
    /** Ends the outermost run's id. */
    private static final char MARK = '~';

    private static final int MOST = 127;
    private static final int DIGITS = 12;

    private ChildRunId() {}

    /** {@code root~step-0123456789ab}; where that gets too long only the digits tell. */
    public static String of(String parent, StepPath path) {
        int mark = parent.indexOf(MARK);
        String root = mark < 0 ? parent : parent.substring(0, mark);
        String above = mark < 0 ? "" : parent.substring(mark + 1) + ".";
        String digits = Sha256Text.of(parent, path.text());
        String readable = above + path.id() + "-" + digits.substring(0, DIGITS);
        return root + MARK + (readable.length() <= MOST ? readable : "child-" + digits);
    }
}
