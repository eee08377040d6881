package dev.agentmesh.host.talk;

import dev.agentmesh.agent.PeerException;
import dev.agentmesh.topics.message.DirectWork;
import dev.agentmesh.topics.message.Identifiers;
import java.util.Optional;

/** {@code agent} or {@code agent/skill}, as authors write it. */
record Address(String agent, Optional<DirectWork> work) {
    /** @throws PeerException {@code MESH-3022} */
    static Address parse(String to) {
        int slash = to.indexOf('/');
        try {
            return slash < 0
                    ? new Address(Identifiers.requireName("agent", to), Optional.empty())
                    : new Address(
                            to.substring(0, slash),
                            Optional.of(new DirectWork(to.substring(0, slash), to.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            throw new PeerException(
                    PeerException.BAD_ADDRESS, "expected AGENT or AGENT/SKILL as an address; " + e.getMessage());
        }
    }
}
