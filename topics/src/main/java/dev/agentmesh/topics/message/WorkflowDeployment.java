package dev.agentmesh.topics.message;

import java.nio.charset.StandardCharsets;

/**
 * A record of {@code <ns>.workflows}, key {@code name@version}: a deployed definition.
 *
 * @param hash SHA-256 of the source as UTF-8, 64 lower-case hexadecimal digits; must be true
 * @param source the definition as YAML text
 */
public record WorkflowDeployment(
        MessageHeader header, String name, String version, String hash, String source, String by) implements Message {
    /** The longest source in characters. */
    public static final int LONGEST_SOURCE = 524_288;

    public WorkflowDeployment {
        Identifiers.requireId("workflow", name);
        Identifiers.requireId("version", version);
        Checks.filled("source", source, LONGEST_SOURCE);
        if (!hash.equals(hashOf(source))) {
            throw new IllegalArgumentException("hash of " + name + "@" + version + " is not the SHA-256 of its source");
        }
        Checks.text("by", by, Checks.LINE);
    }

    public static WorkflowDeployment of(MessageHeader header, String name, String version, String source, String by) {
        return new WorkflowDeployment(header, name, version, hashOf(source), source, by);
    }

    /** What names a source in the log for ever. */
    public static String hashOf(String source) {
        return Sha256.hex(source.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String key() {
        return name + "@" + version;
    }
}
