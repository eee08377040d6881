package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.ProcessIdentity;
import java.util.Optional;

/**
 * The program a broker runs in.
 *
 * @param owner who started that program for this broker and ends it
 * @param log where a person finds what the broker logs
 */
record BrokerHost(Optional<ProcessIdentity> owner, String log) {

    static BrokerHost embedding() {
        return new BrokerHost(Optional.empty(), "the log of this program");
    }
}
