package dev.agentmesh.topics.error;

/**
 * A failure a person can look up.
 *
 * @param code {@code MESH-nnnn}; never given a second meaning
 * @param meaning one line
 * @param cause what usually brings it about
 * @param fix what to do
 */
public record ErrorCode(String code, String meaning, String cause, String fix) {
    public ErrorCode {
        if (!code.matches("MESH-[1-9][0-9]{3}")) {
            throw new IllegalArgumentException("\"" + code + "\" is not an error code");
        }
    }
}
