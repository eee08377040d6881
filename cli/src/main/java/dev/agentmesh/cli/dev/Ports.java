package dev.agentmesh.cli.dev;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Which port a server gets when nobody said: the one it had, else the well-known one, else any. */
final class Ports {
    static final int KAFKA = 9092;
    static final int HTTP = 8300;
    static final int CONSOLE = 8301;

    private Ports() {}

    /**
     * A port to ask for; 0 leaves the choice to the server, which prefers the one in its record.
     *
     * @param record what the server left behind at its last run
     */
    static int wish(OptionalInt asked, int wellKnown, Path record) {
        if (asked.isPresent()) {
            return asked.getAsInt();
        }
        return lastOf(record) == 0 && LoopbackPorts.isFree(wellKnown) ? wellKnown : 0;
    }

    /** Like {@link #wish}, for a server that cannot choose by itself. */
    static int choose(OptionalInt asked, int wellKnown, Path record) {
        int wish = wish(asked, wellKnown, record);
        int last = lastOf(record);
        return wish != 0 ? wish : last != 0 && LoopbackPorts.isFree(last) ? last : LoopbackPorts.free();
    }

    private static int lastOf(Path record) {
        try {
            return ProcessRecord.read(record).map(ProcessRecord::port).orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
