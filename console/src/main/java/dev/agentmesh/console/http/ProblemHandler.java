package dev.agentmesh.console.http;

import dev.agentmesh.topics.error.MeshException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** An error with a code as a problem document (RFC 9457). */
@Singleton
@Produces(Problem.MEDIA_TYPE)
final class ProblemHandler implements ExceptionHandler<MeshException, HttpResponse<String>> {
    @Override
    public HttpResponse<String> handle(HttpRequest request, MeshException failure) {
        return Problem.of(failure, request.getPath());
    }
}
