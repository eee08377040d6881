package dev.agentmesh.core.value;

/** The id of a run that a step of another run starts: the same every time, and no longer than ids may be. */
public final class ChildRunId {
    private static final int MOST = 128;
    private static final int DIGITS = 12;

    private ChildRunId() {}

    /** {@code parent.step-0123456789ab}; of a parent whose own id is long already only the digits tell. */
    public static String of(String parent, StepPath path) {
        String digits = Sha256Text.of(parent, path.text());
        String readable = parent + "." + path.id() + "-" + digits.substring(0, DIGITS);
        return readable.length() <= MOST ? readable : "child-" + digits;
    }
}
