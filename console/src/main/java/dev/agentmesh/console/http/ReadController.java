package dev.agentmesh.console.http;

import dev.agentmesh.console.query.Answered;
import dev.agentmesh.console.query.Reads;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/** Reading only. Every answer says how far the log was applied and how old it can be at most. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
final class ReadController {
    /** How far the log was applied. */
    static final String POSITION = "Mesh-Position";
    /** How long ago at most something was committed that the answer does not know of, in milliseconds, or {@code unknown}. */
    static final String STALENESS = "Mesh-Staleness-Millis";

    private final Reads reads;

    ReadController(Reads reads) {
        this.reads = reads;
    }

    @Get("/runs")
    HttpResponse<String> runs(HttpRequest<?> request) {
        return answer(reads.runs(parameters(request)));
    }

    @Get("/runs/{id}")
    HttpResponse<String> run(String id, HttpRequest<?> request) {
        return answer(reads.run(id, parameters(request)));
    }

    @Get("/runs/{id}/steps")
    HttpResponse<String> steps(String id, HttpRequest<?> request) {
        return answer(reads.steps(id, parameters(request)));
    }

    @Get("/agents/{name}/stats")
    HttpResponse<String> agent(String name, HttpRequest<?> request) {
        return answer(reads.agent(name, parameters(request)));
    }

    @Get("/approvals")
    HttpResponse<String> approvals(HttpRequest<?> request) {
        return answer(reads.approvals(parameters(request)));
    }

    @Get("/status")
    HttpResponse<String> status(HttpRequest<?> request) {
        return answer(reads.status(parameters(request)));
    }

    private static Map<String, List<String>> parameters(HttpRequest<?> request) {
        return request.getParameters().asMap();
    }

    private static HttpResponse<String> answer(Answered answered) {
        MutableHttpResponse<String> response = HttpResponse.ok(
                        answered.document().toString())
                .header(
                        STALENESS,
                        answered.stalenessMillis().isPresent()
                                ? Long.toString(answered.stalenessMillis().getAsLong())
                                : "unknown")
                .header("Cache-Control", "no-store");
        return answered.position().isEmpty() ? response : response.header(POSITION, answered.position());
    }
}
