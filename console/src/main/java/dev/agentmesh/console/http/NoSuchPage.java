package dev.agentmesh.console.http;

import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.topics.error.MeshException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

/** For addresses that nothing answers. */
@Controller
final class NoSuchPage {
    @Error(status = HttpStatus.NOT_FOUND, global = true)
    HttpResponse<String> notFound(HttpRequest<?> request) {
        return Problem.of(
                new MeshException(ConsoleErrors.NOT_FOUND, "not found: there is nothing at " + request.getPath()),
                request.getPath());
    }
}
