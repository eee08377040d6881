package dev.agentmesh.localcluster.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C and a closed terminal, which the operating system tells to every process of that terminal. */
final class TerminalKeys {

    private TerminalKeys() {}

    /** From now on only SIGTERM and SIGKILL end this JVM. Does nothing where the JVM does not allow it. */
    static void leaveToOwner() {
        for (var name : new String[] {"INT", "HUP"}) {
            try {
                Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
            } catch (IllegalArgumentException notOnThisSystem) {
                // Without the signal there is nothing to ignore.
            }
        }
    }
}
