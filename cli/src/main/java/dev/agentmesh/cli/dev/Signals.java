package dev.agentmesh.cli.dev;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals of a terminal that a process in the background has no use for. */
final class Signals {
    private Signals() {}

    /** A closed terminal no longer ends this process. */
    static void ignoreHangup() {
        try {
            Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException notOnThisSystem) {
            // Without the signal there is nothing to ignore.
        }
    }
}
