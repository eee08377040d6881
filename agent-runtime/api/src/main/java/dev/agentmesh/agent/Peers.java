package dev.agentmesh.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The other agents of the mesh, and the way to talk to them without the workflow or an orchestrator deciding anything. {@code to} is an
 * agent ({@code critic}), whose {@link OnMessage} handler gets the message, or one of its skills ({@code critic/review}): then the work
 * is a run of one step, with retries, lease and log like any other, which the orchestrator only books. Everything carries the
 * correlation id of the run it started from, so {@code mesh message list --correlation} shows all of it.
 *
 * <p>A message outlives an agent that is not there: it is handled when one of its instances returns. It may come twice after a failure,
 * under the same id. Sending the same again in a further attempt of the task sends it under the same id.
 */
public interface Peers {
    /** Agents of which an instance lives, by name; the caller's own among them. */
    List<Peer> all();

    /** An agent, if an instance of it lives. */
    default Optional<Peer> find(String agent) {
        return all().stream().filter(peer -> peer.agent().equals(agent)).findFirst();
    }

    /** Agents that have a skill of this name. */
    default List<Peer> withSkill(String skill) {
        return all().stream()
                .filter(peer ->
                        peer.skills().stream().anyMatch(own -> own.name().equals(skill)))
                .toList();
    }

    /**
     * Tells an agent something, or gives it work without waiting for its end.
     *
     * @return the message's id; for work the id of its run
     * @throws PeerException {@code MESH-3022} for an address that cannot be, {@code MESH-3026} for a payload that cannot be sent
     */
    String send(String to, Object payload);

    /** Tells all agents that have a handler, every instance of each. Throws like {@link #send}. */
    String broadcast(Object payload);

    /**
     * Asks, and waits for the answer: what the handler or the skill returns.
     *
     * @throws PeerException {@code MESH-3024} when none came in time, {@code MESH-3025} when the peer failed or refused, and as {@link #send}
     */
    <T> T request(String to, Object payload, Class<T> type, Duration patience);

    /** Like the other, with the time that the task has left. */
    <T> T request(String to, Object payload, Class<T> type);

    /**
     * An agent that can be addressed.
     *
     * @param instances how many live
     * @param busy tasks they work on now, of {@code width} they can at once
     */
    record Peer(String agent, String about, List<PeerSkill> skills, int instances, int busy, int width) {
        public Peer {
            skills = List.copyOf(skills);
        }
    }

    /** @param inputSchema JSON Schema text, empty for anything; so is {@code outputSchema} */
    record PeerSkill(String name, String about, String inputSchema, String outputSchema) {}
}
