package dev.agentmesh.cli;

import dev.agentmesh.cli.shell.Shell;

/** The {@code mesh} command. */
public final class Mesh {
    private Mesh() {}

    /** Ends the JVM: threads of Kafka clients must not keep a command alive that has said all it had to say. */
    public static void main(String[] args) {
        System.exit(new CommandTree(Shell.ofProcess()).run(args));
    }
}
