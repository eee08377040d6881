package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Screen;

/** Says, when Ctrl-C ends a command that only watches, that the run goes on. */
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    public Interruption(Screen screen, String runId) {
        hook = new Thread(() -> screen.note("run " + runId + " goes on; mesh run get " + runId), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook runs at this moment, as it should.
        }
    }
}
