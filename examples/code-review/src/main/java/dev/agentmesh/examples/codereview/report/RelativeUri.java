package dev.agentmesh.examples.codereview.report;

import java.nio.charset.StandardCharsets;

/** A path as a relative URI reference (RFC 3986): every byte outside the unreserved set is percent-encoded. */
final class RelativeUri {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private RelativeUri() {}

    static String of(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append(String.format("%%%02X", b & 0xff));
            }
        }
        return uri.toString();
    }
}
