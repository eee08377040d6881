package dev.agentmesh.localcluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** The one line a broker process prints on stdout. */
final class StartReportCodec {

    private static final JsonMapper JSON = new JsonMapper();

    private StartReportCodec() {}

    static String line(StartReport report) {
        var json = JSON.createObjectNode();
        switch (report) {
            case StartReport.Ready ready ->
                json.put("pid", ready.pid())
                        .put("port", ready.port())
                        .put("bootstrapServers", BrokerProperties.address(ready.port()));
            case StartReport.Failed failed ->
                json.put("code", failed.code())
                        .put("problem", failed.problem())
                        .put("reason", failed.reason())
                        .put("fix", failed.fix());
        }
        return json.toString();
    }

    /** Empty if the line is something else, such as a word of the JVM itself. */
    static Optional<StartReport> parse(String line) {
        try {
            var json = JSON.readTree(line);
            if (json.path("port").isInt()) {
                return Optional.of(new StartReport.Ready(
                        json.path("pid").asLong(), json.path("port").asInt()));
            }
            return json.path("code").isTextual()
                    ? Optional.of(new StartReport.Failed(
                            json.path("code").asText(),
                            json.path("problem").asText(),
                            json.path("reason").asText(),
                            json.path("fix").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }
}
