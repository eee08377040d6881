package dev.agentmesh.cli.shell;

/** Nobody reads our output any more. Not an error: the command ends in silence. */
public final class ReaderLeft extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReaderLeft() {
        super("the reader of our output has left", null, false, false);
    }
}
