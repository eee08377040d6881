package dev.agentmesh.core.value;

/**
 * Exactly one definition. What a hash stands for never changes, so a run that names one finishes on what it started with.
 *
 * @param hash SHA-256 of the source text, 64 hexadecimal digits
 */
public record WorkflowRef(String name, String version, String hash) {
    @Override
    public String toString() {
        return name + "@" + version;
    }
}
