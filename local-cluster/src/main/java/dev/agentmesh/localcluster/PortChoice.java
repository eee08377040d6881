package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.LoopbackPorts;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Path;

/** Which port a server gets: clients that were configured once should find it again after a restart. */
final class PortChoice {

    private PortChoice() {}

    /**
     * The port asked for; if that is 0, the one in the record of the server's last run if it is still free, else any.
     *
     * @throws LocalClusterException {@code MESH-1020} if the port asked for is taken
     */
    static int of(int asked, Path record) throws IOException {
        if (asked == 0) {
            return ProcessRecord.read(record)
                    .map(ProcessRecord::port)
                    .filter(port -> port > 0)
                    .filter(LoopbackPorts::isFree)
                    .orElseGet(LoopbackPorts::free);
        }
        if (!LoopbackPorts.isFree(asked)) {
            throw Failures.portTaken(asked, null);
        }
        return asked;
    }
}
