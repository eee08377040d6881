package dev.agentmesh.localcluster.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is answered with one of Confluent's error codes; the first three digits are the HTTP status. */
final class StubRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    StubRefusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static StubRefusal subjectNotFound(String subject) {
        return new StubRefusal(404, 40401, "Subject '" + subject + "' not found.");
    }

    static StubRefusal versionNotFound(String version) {
        return new StubRefusal(404, 40402, "Version " + version + " not found.");
    }

    static StubRefusal schemaNotFound() {
        return new StubRefusal(404, 40403, "Schema not found");
    }

    static StubRefusal configNotFound(String subject) {
        return new StubRefusal(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static StubRefusal incompatible(String subject, String details) {
        return new StubRefusal(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: [" + details + "]");
    }

    static StubRefusal invalidSchema(String why) {
        return new StubRefusal(422, 42201, "Invalid schema: " + why);
    }

    static StubRefusal invalidVersion(String version) {
        return new StubRefusal(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1]"
                        + " and the string \"latest\"");
    }

    static StubRefusal invalidCompatibility(String level) {
        return new StubRefusal(
                422,
                42203,
                "Invalid compatibility level '" + level + "'. Valid values are none, backward, forward, full,"
                        + " backward_transitive, forward_transitive, and full_transitive");
    }

    static StubRefusal noSuchAddress(String method, String path) {
        return new StubRefusal(404, 404, "HTTP 404 Not Found: " + method + " " + path);
    }

    int status() {
        return status;
    }

    ObjectNode body(ObjectNode empty) {
        return empty.put("error_code", code).put("message", getMessage());
    }
}
