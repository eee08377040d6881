package dev.agentmesh.console.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.agentmesh.topics.error.MeshException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** What went wrong, and what to do: the same fields the command line prints. */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    static HttpResponse<String> of(MeshException failure, String where) {
        HttpStatus status = status(failure.code());
        String detail = String.valueOf(failure.getMessage());
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("status", status.getCode())
                .put("code", failure.code())
                .put("title", failure.error().meaning())
                .put(
                        "detail",
                        detail.startsWith(failure.code() + " ")
                                ? detail.substring(failure.code().length() + 1)
                                : detail)
                .put("where", where)
                .put("cause", failure.error().cause())
                .put("fix", failure.error().fix())
                .put("docs", "docs/errors/" + failure.code() + ".md")
                .toString();
        MutableHttpResponse<String> response =
                HttpResponse.<String>status(status).body(json).contentType(MEDIA_TYPE);
        return status == HttpStatus.SERVICE_UNAVAILABLE ? response.header("Retry-After", "1") : response;
    }

    private static HttpStatus status(String code) {
        return switch (code) {
            case "MESH-7001" -> HttpStatus.NOT_FOUND;
            case "MESH-7042" -> HttpStatus.BAD_REQUEST;
            case "MESH-7040", "MESH-7041" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
