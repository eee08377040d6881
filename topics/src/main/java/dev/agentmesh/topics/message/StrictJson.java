package dev.agentmesh.topics.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** Says whether bytes are one JSON value that every parser reads alike. */
public final class StrictJson {
    public static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private StrictJson() {}

    /**
     * Returns if the bytes are one strict JSON value.
     *
     * @throws InvalidPayload otherwise
     */
    public static void check(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw InvalidPayload.notStrictJson("there is no JSON value");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw InvalidPayload.notStrictJson("something follows the JSON value");
            }
        } catch (JsonProcessingException e) {
            throw InvalidPayload.notStrictJson(String.valueOf(e.getOriginalMessage()));
        } catch (IOException e) {
            throw InvalidPayload.notStrictJson(String.valueOf(e.getMessage()));
        }
    }
}
