package dev.agentmesh.topics.header;

import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.Correlation;
import dev.agentmesh.topics.message.Message;
import dev.agentmesh.topics.message.PeerMessage;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.TaskMessage;

/**
 * Who a record is from and for, and what it belongs to. Any part may be empty in a record of somebody else's.
 *
 * @param correlationId of the whole undertaking: all records with the same one belong together
 * @param causationId what it follows from: a message's id, a place in a topic, or a word
 * @param sender {@code orchestrator}, {@code agent/greeter}, {@code cli}
 * @param recipient like a sender, or {@link #EVERYBODY}
 */
public record Route(String correlationId, String causationId, String sender, String recipient) {
    public static final String EVERYBODY = "*";
    public static final String ORCHESTRATOR = "orchestrator";
    public static final Route NONE = new Route("", "", "", "");

    private static final String AGENT = "agent/";

    static Route of(Message message, String source) {
        String runId = message.header().runId();
        String cause = message.header().cause();
        return switch (message) {
            case PeerMessage peer ->
                new Route(
                        peer.correlationId(),
                        peer.causationId().isEmpty() ? cause : peer.causationId(),
                        AGENT + peer.sender(),
                        peer.recipient().map(agent -> AGENT + agent).orElse(EVERYBODY));
            case TaskMessage task -> of(runId, cause, source, AGENT + task.agent());
            case ResultMessage _, CommandMessage _ -> of(runId, cause, source, ORCHESTRATOR);
            case AgentAnnouncement _ -> of(runId, cause, source, EVERYBODY);
            default -> of(runId, cause, source, EVERYBODY);
        };
    }

    /** The route of a record about a run; the id may be empty. */
    public static Route of(String runId, String cause, String source, String recipient) {
        return new Route(Correlation.ofRun(runId), cause, senderOf(source), recipient);
    }

    /** {@code /mesh/agent/greeter/g-1} is agent/greeter, {@code /mesh/cli} is cli. */
    static String senderOf(String source) {
        int begin = source.startsWith("/") ? source.indexOf('/', 1) + 1 : 0;
        if (begin < 3 || begin == source.length() || source.charAt(begin) == '/') {
            return source;
        }
        int end = source.indexOf('/', begin);
        if (end > 0 && source.startsWith(AGENT, begin) && end + 1 < source.length() && source.charAt(end + 1) != '/') {
            end = source.indexOf('/', end + 1);
        }
        return source.substring(begin, end < 0 ? source.length() : end);
    }
}
