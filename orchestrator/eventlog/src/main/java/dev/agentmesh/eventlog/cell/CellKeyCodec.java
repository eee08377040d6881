package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.CellKey.Kind;
import dev.agentmesh.core.value.StepPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A cell's key as bytes: {@code runId 0x00 letter path 0x00 name}. Unsigned byte order is run, then {@link CellKey}'s own order.
 *
 * <p>All parts are visible ASCII, so 0x00 stands before and 0x7f after whatever a key can hold. Beside the cells a run has one
 * more key in the same store, its {@linkplain #page page}, before them.
 */
public final class CellKeyCodec {
    private static final byte SEPARATOR = 0;
    private static final byte AFTER_ALL = 0x7f;
    /** Before every letter of a kind. */
    private static final byte PAGE = '@';

    private static final char FIRST_LETTER = 'a';
    private static final List<Optional<Kind>> KINDS = kinds();

    private CellKeyCodec() {}

    /** @throws IllegalArgumentException if a part is not visible ASCII */
    public static byte[] encode(String runId, CellKey key) {
        return new Parts(runId, key.kind(), key.path().text(), key.name()).bytes();
    }

    /** Empty for a key that is no cell's, such as a run's page. */
    public static Optional<StoredKey> decode(byte[] bytes) {
        int runEnd = indexOf(bytes, 0);
        int pathEnd = runEnd < 0 ? -1 : indexOf(bytes, runEnd + 2);
        if (runEnd < 1 || pathEnd < 0) {
            return Optional.empty();
        }
        return kind(bytes[runEnd + 1])
                .map(kind -> new StoredKey(
                        text(bytes, 0, runEnd),
                        new CellKey(
                                kind,
                                new StepPath(text(bytes, runEnd + 2, pathEnd)),
                                text(bytes, pathEnd + 1, bytes.length))));
    }

    /** Where a run's {@link RunPage} is kept. */
    public static byte[] page(String runId) {
        byte[] run = ascii(runId, "run id");
        byte[] bytes = Arrays.copyOf(run, run.length + 2);
        bytes[run.length + 1] = PAGE;
        return bytes;
    }

    /** The run a page's key belongs to; empty for any other key. */
    public static Optional<String> runOfPage(byte[] bytes) {
        int runEnd = indexOf(bytes, 0);
        return runEnd > 0 && bytes.length == runEnd + 2 && bytes[runEnd + 1] == PAGE
                ? Optional.of(text(bytes, 0, runEnd))
                : Optional.empty();
    }

    /** Everything kept of a run, its page included. */
    public static KeyRange run(String runId) {
        byte[] run = ascii(runId, "run id");
        byte[] first = Arrays.copyOf(run, run.length + 1);
        byte[] last = Arrays.copyOf(run, run.length + 2);
        last[run.length + 1] = AFTER_ALL;
        return new KeyRange(first, last);
    }

    /**
     * The ranges that together hold exactly the keys of {@code kind} at or below {@code scope}, in key order: one for the root,
     * otherwise three, because siblings such as {@code a-b} sort between {@code a} and {@code a/b}.
     */
    public static List<KeyRange> within(String runId, Kind kind, StepPath scope) {
        if (scope.isRoot()) {
            return List.of(below(runId, kind, ""));
        }
        byte[] exact = new Parts(runId, kind, scope.text(), "").bytes();
        byte[] exactLast = Arrays.copyOf(exact, exact.length + 1);
        exactLast[exact.length] = AFTER_ALL;
        return List.of(
                new KeyRange(exact, exactLast),
                below(runId, kind, scope.text() + "/"),
                below(runId, kind, scope.text() + "["));
    }

    private static KeyRange below(String runId, Kind kind, String prefix) {
        byte[] bytes = new Parts(runId, kind, prefix, "").bytes();
        byte[] first = Arrays.copyOf(bytes, bytes.length - 1);
        byte[] last = bytes.clone();
        last[last.length - 1] = AFTER_ALL;
        return new KeyRange(first, last);
    }

    private record Parts(String runId, Kind kind, String path, String name) {
        byte[] bytes() {
            byte[] run = ascii(runId, "run id");
            byte[] step = ascii(path, "step path");
            byte[] last = ascii(name, "name");
            byte[] bytes = new byte[run.length + step.length + last.length + 3];
            System.arraycopy(run, 0, bytes, 0, run.length);
            bytes[run.length] = SEPARATOR;
            bytes[run.length + 1] = (byte) kind.letter();
            System.arraycopy(step, 0, bytes, run.length + 2, step.length);
            bytes[run.length + step.length + 2] = SEPARATOR;
            System.arraycopy(last, 0, bytes, run.length + step.length + 3, last.length);
            return bytes;
        }
    }

    private static byte[] ascii(String text, String part) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte octet : bytes) {
            if (octet <= ' ' || octet == AFTER_ALL) {
                throw new IllegalArgumentException(
                        "Expected " + part + " to be visible ASCII but found byte " + octet + " in it");
            }
        }
        return bytes;
    }

    static Optional<Kind> kind(byte letter) {
        int place = letter - FIRST_LETTER;
        return place < 0 || place >= KINDS.size() ? Optional.empty() : KINDS.get(place);
    }

    /** By letter: pages are read all the time, and {@code values()} makes an array a call. */
    private static List<Optional<Kind>> kinds() {
        List<Optional<Kind>> kinds = new ArrayList<>(Collections.nCopies('z' - FIRST_LETTER + 1, Optional.empty()));
        for (Kind kind : Kind.values()) {
            kinds.set(kind.letter() - FIRST_LETTER, Optional.of(kind));
        }
        return List.copyOf(kinds);
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == SEPARATOR) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
