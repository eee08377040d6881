package dev.agentmesh.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.examples.triage.Classifier;
import dev.agentmesh.examples.triage.ModelSettings;
import dev.agentmesh.examples.triage.Rules;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.EmbeddedMesh;
import dev.agentmesh.inprocess.EmbeddedMesh.Ending;
import dev.agentmesh.inprocess.TaskCall;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.testkit.AgentTest;
import dev.agentmesh.testkit.Answer.Completed;
import dev.agentmesh.testkit.Answer.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The triage example as a whole: its file, its two agents, and a server that says what a model would. Only here may both sides meet. */
class TriageExampleTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Queue<String> replies = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer model;
    private EmbeddedMesh mesh;

    @BeforeEach
    void start() throws IOException {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/v1/chat/completions", this::answer);
        model.start();
        var settings =
                new ModelSettings("http://127.0.0.1:" + model.getAddress().getPort() + "/v1", "small", "none");
        String source = Repository.read(Repository.ROOT.resolve("examples/triage/workflow.yaml"));
        var parsed = (ParsedWorkflow.Valid) new WorkflowParser().parse(source, "workflow.yaml");
        AgentTest rules = AgentTest.of(new Rules());
        AgentTest classifier = AgentTest.of(new Classifier(settings));
        mesh = new EmbeddedMesh()
                .deploy(parsed.workflow())
                .agent("rules/read", call -> said(rules, call))
                .agent("rules/decide", call -> said(rules, call))
                .agent("classifier/classify", call -> said(classifier, call));
    }

    @AfterEach
    void stop() {
        mesh.close();
        model.stop(0);
    }

    @Test
    void rules_and_a_model_work_in_one_workflow_and_the_model_is_asked_only_where_rules_cannot_tell() throws Exception {
        assertThat(result("r-1", "Production is down!", "business"))
                .isEqualTo(JSON.readTree(
                        "{\"category\":\"OUTAGE\",\"by\":\"rule\",\"action\":\"PAGE_ON_CALL\",\"why\":\"an outage does not"
                                + " wait\",\"orders\":[]}"));
        assertThat(asked).isEmpty();

        replies.add("{\"category\":\"REFUND\",\"confidence\":0.95}");
        assertThat(result("r-2", "Please give me back 20 EUR for AB-1234", "private"))
                .isEqualTo(JSON.readTree(
                        "{\"category\":\"REFUND\",\"by\":\"model\",\"action\":\"PAY_REFUND\",\"why\":\"20 EUR is below"
                                + " 50\",\"orders\":[\"AB-1234\"]}"));
        assertThat(asked).singleElement().satisfies(body -> {
            assertThat(body.path("model").asText()).isEqualTo("small");
            assertThat(body.toString()).contains("Please give me back 20 EUR for AB-1234");
        });
    }

    @Test
    void nonsense_of_the_model_is_asked_again_and_booked_each_time() throws Exception {
        replies.addAll(List.of("I think it is a refund", "{\"category\":\"INVOICE\",\"confidence\":0.9}"));

        assertThat(result("r-3", "Where is my invoice?", "private")
                        .path("action")
                        .asText())
                .isEqualTo("ANSWER");

        assertThat(asked).hasSize(2);
        Ending ending = ending("r-3", "Where is my invoice?", "private");
        assertThat(ending.log().stream().map(fact -> fact.event()))
                .filteredOn(event -> event instanceof Event.AttemptEnded
                        || event instanceof Event.TaskCompleted done
                                && done.path().text().endsWith("label"))
                .hasSize(2);
    }

    private JsonNode result(String runId, String text, String customer) throws Exception {
        Ending ending = ending(runId, text, customer);
        assertThat(ending.status()).as(ending.failure().toString()).isEqualTo(RunStatus.COMPLETED);
        return JSON.readTree(ending.output().orElseThrow().text());
    }

    private Ending ending(String runId, String text, String customer) throws Exception {
        String input = JSON.createObjectNode()
                .put("text", text)
                .put("customer", customer)
                .toString();
        return mesh.start("triage", runId, Payload.json(input)).get(1, TimeUnit.MINUTES);
    }

    private static Answer said(AgentTest agent, TaskCall call) {
        return switch (agent.sendJson(call.skill(), call.input().text()).end()) {
            case Completed(String json) -> Answer.done(Payload.json(json));
            case Failed(var kind, var code, var message) -> Answer.failed(code, kind + " " + message);
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            String said = replies.remove();
            byte[] body =
                    ("{\"id\":\"c-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"small\",\"choices\":[{\"index\":0,"
                                    + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                                    + JSON.writeValueAsString(said)
                                    + "}}],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":9,"
                                    + "\"total_tokens\":79}}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
