package dev.agentmesh.orchestrator.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret behind the leases when none is configured: made once, kept in a file only its owner can read. */
public final class LeaseSecret {
    private static final int BYTES = 32;

    private LeaseSecret() {}

    /** The secret in {@code file}, which is made when it is not there. */
    public static byte[] keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the lease secret " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            return;
        }
        Files.writeString(file, HexFormat.of().formatHex(secret), StandardOpenOption.WRITE);
    }
}
