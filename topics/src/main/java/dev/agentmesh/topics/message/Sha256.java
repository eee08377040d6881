package dev.agentmesh.topics.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the one hash of payloads, the log, artifacts and names. Safe for use by many threads. */
public final class Sha256 {
    /** Never fed: to look the algorithm up among the platform's providers takes longer than to hash a small record. */
    private static final MessageDigest FRESH = lookedUp();

    private Sha256() {}

    /** One to feed; used by one thread. */
    public static MessageDigest start() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException aProviderThatCannot) {
            return lookedUp();
        }
    }

    /** The 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /** 64 hexadecimal digits in lower case. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** The first digits, two a byte, of the hash of a text in UTF-8. */
    public static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
