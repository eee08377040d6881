package dev.agentmesh.host.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** Names a value for a person without flooding them: kind, and a beginning of it. */
final class Found {
    private static final int LONGEST = 40;

    private Found() {}

    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case BOOLEAN -> "boolean " + value.booleanValue();
            case NUMBER -> "number " + shortened(value.asText());
            case STRING -> "string \"" + shortened(value.textValue()) + "\"";
            case ARRAY -> "array of " + value.size();
            case OBJECT -> "object with " + value.size() + " fields";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }

    /** Cut, and with control characters and direction overrides shown as question marks, because it ends up on terminals. */
    static String shortened(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            shown.appendCodePoint(plain ? c : '?');
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }
}
