package dev.agentmesh.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleStatusTest {
    private final HttpServer server = server();
    private final CommandFixture commands = new CommandFixture();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Invocation ask(int status, String body, String... words) {
        server.createContext("/api/v1/status", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        var all = new java.util.ArrayList<>(java.util.List.of("console", "status", "--url", url()));
        all.addAll(java.util.List.of(words));
        return commands.bare(all.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static final String BEHIND = """
            {"schemaVersion":1,"state":"behind","stalenessMillis":7200,"trouble":"MESH-5001 no broker","events":41,
             "partitions":[{"partition":0,"lag":3},{"partition":1,"lag":4}],
             "faultCount":1,"faults":[{"position":"mesh.events-0:7","kind":"UNREADABLE","code":"MESH-6004","message":"no event"}]}
            """;

    @Test
    void how_far_it_is_and_what_went_wrong_is_shown() {
        Invocation status = ask(200, BEHIND);
        assertThat(status.exit()).isZero();
        assertThat(status.out())
                .contains("behind", "at most 7200 ms", "41 applied, about 7 positions to go", "MESH-5001 no broker")
                .contains("mesh.events-0:7  UNREADABLE  MESH-6004  no event");
    }

    @Test
    void one_that_has_not_reached_the_log_does_not_claim_to_have_read_it() {
        Invocation status = ask(200, """
                {"state":"catching-up","stalenessMillis":null,"events":0,"partitions":[],"faultCount":0,"faults":[]}
                """);
        assertThat(status.out())
                .contains(
                        "catching-up", "the log has not been read to its end yet", "the log has not been reached yet");
    }

    @Test
    void programs_get_the_document_as_it_is() {
        Invocation status = ask(200, BEHIND, "-o", "json");
        assertThat(status.out()).contains("\"stalenessMillis\" : 7200");
    }

    @Test
    void where_no_console_answers_that_is_said() {
        assertThat(ask(404, "{}").err()).contains("MESH-7046");
        server.stop(0);
        Invocation gone = commands.bare("console", "status", "--url", url());
        assertThat(gone.exit()).isEqualTo(5);
        assertThat(gone.err()).contains("MESH-7046", "mesh console run");
    }
}
