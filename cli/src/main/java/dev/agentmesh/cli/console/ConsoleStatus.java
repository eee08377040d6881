package dev.agentmesh.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Shows how far the console is behind the log, and what it could not apply.")
final class ConsoleStatus implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 200;

    private final Cli cli;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The console's address. Default: the one that mesh console run started in this folder.")
    private @Nullable String url;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    ConsoleStatus(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        Format format = output.format();
        String address = Optional.ofNullable(url)
                .or(() -> ConsoleFolder.of(cli.shell(), connection).address())
                .orElseThrow(() -> noConsole("none was started in this folder"));
        ObjectNode status = ask(address);
        if (format == Format.JSON) {
            cli.screen().document(status);
        } else {
            print(address, status);
        }
        return ExitCode.OK.number();
    }

    private static ObjectNode ask(String address) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/status"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.parsed(answer.body())
                    .filter(json -> answer.statusCode() == 200 && json.has("state"))
                    .map(ObjectNode.class::cast)
                    .orElseThrow(() -> noConsole(address + " answered with status " + answer.statusCode()));
        } catch (IOException | IllegalArgumentException nobody) {
            throw noConsole(address + " does not answer: " + nobody);
        }
    }

    private static CliException noConsole(String cause) {
        return CliException.of(
                ExitCode.UNREACHABLE,
                CliErrors.NO_CONSOLE,
                "no console to ask",
                Printable.shortened(cause, LONGEST),
                CliErrors.NO_CONSOLE.fix());
    }

    private void print(String address, JsonNode status) {
        Screen screen = cli.screen();
        line(screen, "Console", address + ", " + status.path("state").asText());
        line(
                screen,
                "Staleness",
                status.path("stalenessMillis").isNumber()
                        ? "at most " + status.path("stalenessMillis").asLong() + " ms"
                        : "the log has not been read to its end yet");
        long lag = 0;
        for (JsonNode partition : status.path("partitions")) {
            lag += partition.path("lag").asLong();
        }
        line(screen, "Events", status.path("events").asLong() + " applied, " + toGo(status, lag));
        if (status.path("trouble").isTextual()) {
            line(screen, "Trouble", Printable.shortened(status.path("trouble").asText(), LONGEST));
        }
        line(screen, "Faults", Long.toString(status.path("faultCount").asLong()));
        for (JsonNode fault : status.path("faults")) {
            screen.text("  " + fault.path("position").asText() + "  "
                    + fault.path("kind").asText() + "  "
                    + fault.path("code").asText() + "  "
                    + Printable.shortened(fault.path("message").asText(), LONGEST));
        }
    }

    private static String toGo(JsonNode status, long lag) {
        if (status.path("partitions").isEmpty()) {
            return "the log has not been reached yet";
        }
        return lag == 0 ? "no more in the log" : "about " + lag + " positions to go";
    }

    private static void line(Screen screen, String word, String value) {
        screen.text(String.format("%-10s %s", word, value));
    }
}
