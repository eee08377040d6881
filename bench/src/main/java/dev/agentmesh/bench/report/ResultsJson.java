package dev.agentmesh.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** {@code {"results":[{"name","value","unit","min","max","floor","ratio"}]}}; floor and ratio are null where there is no floor. */
public final class ResultsJson {
    private ResultsJson() {}

    public static ObjectNode of(Results results) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("results");
        for (Series series : results.all()) {
            ObjectNode one = list.addObject();
            one.put("name", series.name());
            one.put("value", rounded(series.value()));
            one.put("unit", series.unit());
            one.put("min", rounded(series.min()));
            one.put("max", rounded(series.max()));
            put(one, "floor", series.floor());
            put(one, "ratio", series.ratio());
        }
        return json;
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, rounded(value.getAsDouble()));
        } else {
            node.putNull(name);
        }
    }

    /** Four digits are more than any of these figures is worth. */
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
