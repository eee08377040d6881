package dev.agentmesh.topics.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A record of {@code <ns>.messages}: what one agent says to another, or to all.
 *
 * @param id the same when the message is sent again because its task was, so that a receiver knows it
 * @param senderInstance may be empty
 * @param recipient an agent; empty for all that subscribe
 * @param recipientInstance only this instance of the recipient; empty for any
 * @param correlationId the record key: the order of an exchange is kept
 * @param causationId the id of the message this one answers; may be empty
 * @param task the id of the task in which it was sent; may be empty
 */
public record PeerMessage(
        MessageHeader header,
        String id,
        String sender,
        String senderInstance,
        Optional<String> recipient,
        String recipientInstance,
        Kind kind,
        String correlationId,
        String causationId,
        String task,
        Payload payload)
        implements Message {

    public PeerMessage {
        Checks.filled("message id", id, Checks.LINE);
        Identifiers.requireName("sender", sender);
        Checks.text("senderInstance", senderInstance, Checks.LINE);
        recipient.ifPresent(agent -> Identifiers.requireName("recipient", agent));
        Checks.text("recipientInstance", recipientInstance, Checks.LINE);
        if (recipient.isEmpty() && kind != Kind.INFO && kind != Kind.ERROR) {
            throw new IllegalArgumentException("a " + kind.word() + " needs a recipient");
        }
        Identifiers.requireRunId("correlationId", correlationId);
        Checks.text("causationId", causationId, Checks.LINE);
        Checks.text("task", task, 2_048);
    }

    @Override
    public String key() {
        return correlationId;
    }

    /** Whether it is for all that subscribe. */
    public boolean isBroadcast() {
        return recipient.isEmpty();
    }

    /** What a message is for. */
    public enum Kind {
        REQUEST,
        RESPONSE,
        INFO,
        ERROR;

        /** As records and people spell it: {@code request}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for any other word */
        public static Kind ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("message kind \"" + word + "\" is none of "
                            + Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "))));
        }
    }
}
