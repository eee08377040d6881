package dev.agentmesh.language.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of workflow files, for editors. It says no more than the parser does, and what it can say of shapes it says too. */
public final class EditorSchema {
    private static final String RESOURCE = "/dev/agentmesh/language/workflow.schema.json";

    private EditorSchema() {}

    /** The schema's text, draft 2020-12. */
    public static String text() {
        try (InputStream stream = EditorSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("Expected " + RESOURCE + " in the jar of the language");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
