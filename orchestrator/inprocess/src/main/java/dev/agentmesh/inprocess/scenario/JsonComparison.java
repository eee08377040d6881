package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.value.Payload;
import java.util.Iterator;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether two JSON values mean the same: keys in any order, 1 as good as 1.0. */
final class JsonComparison {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonComparison() {}

    static boolean same(Payload left, Payload right) {
        return same(MAPPER.readTree(left.bytes()), MAPPER.readTree(right.bytes()));
    }

    private static boolean same(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isObject() && right.isObject()) {
            return new TreeSet<>(left.propertyNames()).equals(new TreeSet<>(right.propertyNames()))
                    && left.propertyNames().stream().allMatch(name -> same(left.get(name), right.get(name)));
        }
        if (left.isArray() && right.isArray() && left.size() == right.size()) {
            Iterator<JsonNode> others = right.iterator();
            for (JsonNode each : left) {
                if (!same(each, others.next())) {
                    return false;
                }
            }
            return true;
        }
        return left.equals(right);
    }
}
