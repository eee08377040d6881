package dev.agentmesh.orchestrator.lease;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the lease of an attempt: HMAC-SHA256 over task id and attempt. Kafka's access control stops at the
 * topic; without this any agent that may write results could finish another agent's task. Safe for use by many threads.
 */
public final class LeaseSeal {
    private static final String ALGORITHM = "HmacSHA256";

    private final ThreadLocal<Mac> macs;

    /** @param secret at least 16 bytes, the same in every orchestrator of the namespace */
    public LeaseSeal(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException(
                    "Expected a lease secret of at least 16 bytes but found " + secret.length);
        }
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    public String lease(String taskId, int attempt) {
        byte[] seal = macs.get().doFinal((taskId + "#" + attempt).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(seal);
    }

    /** Whether {@code lease} was made here; takes the same time whatever is wrong with it. */
    public boolean isGenuine(String taskId, int attempt, String lease) {
        byte[] expected = lease(taskId, attempt).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, lease.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have " + ALGORITHM, e);
        }
    }
}
