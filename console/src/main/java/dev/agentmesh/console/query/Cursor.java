package dev.agentmesh.console.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page ended: the parts its order goes by. Opaque to those who carry it. */
record Cursor(List<String> parts) {
    private static final String BETWEEN = "\n";

    Cursor {
        parts = List.copyOf(parts);
    }

    static Cursor of(String... parts) {
        return new Cursor(List.of(parts));
    }

    /** @throws IllegalArgumentException when it is none with so many parts */
    static Cursor parse(String text, int parts) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        List<String> found = List.of(plain.split(BETWEEN, -1));
        if (found.size() != parts) {
            throw new IllegalArgumentException("Expected " + parts + " parts but found " + found.size());
        }
        return new Cursor(found);
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }
}
