package dev.agentmesh.topics.artifact;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.message.Sha256;
import java.util.regex.Pattern;

/**
 * What stands in a record instead of a large value. As JSON it is an object with the only field {@value #FIELD}, wherever a value may
 * stand: {@code {"$artifact":{"sha256":"9f86...","size":4096,"contentType":"application/json"}}}.
 *
 * @param sha256 of the bytes, 64 hexadecimal digits in lower case; also the artifact's name
 * @param size in bytes
 * @param contentType a media type
 */
public record ArtifactRef(String sha256, long size, String contentType) {
    public static final String FIELD = "$artifact";

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+; =-]{1,127}");

    /** @throws MeshException MESH-6016 for a name, size or type that no artifact has */
    public ArtifactRef {
        if (!NAME.matcher(sha256).matches()) {
            throw refused(
                    "name \"" + shortened(sha256) + "\"; expected a SHA-256 as 64 hexadecimal digits in lower case");
        }
        if (size < 0) {
            throw refused("size " + size);
        }
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw refused("content type \"" + shortened(contentType) + "\"; expected one such as application/json");
        }
    }

    /** That of the bytes. */
    public static ArtifactRef of(byte[] bytes, String contentType) {
        return new ArtifactRef(Sha256.hex(bytes), bytes.length, contentType);
    }

    /** The reference as the JSON value that stands for the artifact. */
    public String json() {
        // Nothing in the three parts needs an escape.
        return "{\"" + FIELD + "\":{\"sha256\":\"" + sha256 + "\",\"size\":" + size + ",\"contentType\":\""
                + contentType + "\"}}";
    }

    private static MeshException refused(String what) {
        return new MeshException(TopicErrors.ARTIFACT_NAME, "no artifact has the " + what);
    }

    private static String shortened(String text) {
        String line = text.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.length() ? line + "…" : line;
    }
}
