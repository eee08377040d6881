package dev.agentmesh.host.ledger;

import dev.agentmesh.host.ledger.Ledger.Mark;
import dev.agentmesh.host.ledger.Ledger.Run;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * A ledger as offset metadata: {@code 1.} (the format) and base64url of: names, writer first; then per run a varint
 * {@code length << 2 | kind}, followed by the index of a name where the kind has one. Kafka allows 4,096 characters by default.
 */
public final class LedgerCodec {
    /** The most bytes before base64, so that the text stays below 4,000 characters. */
    static final int MOST_BYTES = 2_900;

    private static final String FORMAT = "1.";
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_NAMES = 1_000;
    private static final int LONGEST_NAME = 255;

    private LedgerCodec() {}

    /** @throws IllegalArgumentException if it needs more than {@link #MOST_BYTES}; {@link PartitionLedger} never lets it come to that */
    public static String encode(Ledger ledger) {
        byte[] bytes = bytes(ledger);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("ledger of " + bytes.length + " bytes, "
                    + ledger.runs().size() + " runs, does not fit into " + MOST_BYTES);
        }
        return FORMAT + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static int size(Ledger ledger) {
        return bytes(ledger).length;
    }

    public static Ledger decode(String metadata) throws UnreadableLedger {
        if (!metadata.startsWith(FORMAT)) {
            String beginning =
                    metadata.substring(0, Math.min(8, metadata.length())).replaceAll("[^ -~]", "?");
            throw new UnreadableLedger("it begins with \"" + beginning + "\", this version reads \"" + FORMAT + "\"");
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(FORMAT.length())));
            List<String> names = names(in);
            Ledger ledger = new Ledger(names.getFirst(), runs(in, names));
            if (in.hasRemaining()) {
                throw new UnreadableLedger(in.remaining() + " bytes follow it");
            }
            return ledger;
        } catch (BufferUnderflowException e) {
            throw new UnreadableLedger("it ends too early");
        } catch (IllegalArgumentException e) {
            throw new UnreadableLedger("it is damaged: " + e.getMessage());
        }
    }

    private static byte[] bytes(Ledger ledger) {
        SequencedSet<String> names = new LinkedHashSet<>();
        names.add(ledger.writer());
        for (Run run : ledger.runs()) {
            switch (run.mark()) {
                case Mark.Untouched _, Mark.Finished _ -> {}
                case Mark.Started(String by) -> names.add(by);
                case Mark.Kept(String by) -> names.add(by);
            }
        }
        List<String> index = List.copyOf(names);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, index.size());
        for (String name : index) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            varint(out, utf8.length);
            out.writeBytes(utf8);
        }
        varint(out, ledger.runs().size());
        for (Run run : ledger.runs()) {
            switch (run.mark()) {
                case Mark.Untouched _ -> varint(out, run.length() << 2);
                case Mark.Finished _ -> varint(out, run.length() << 2 | 1);
                case Mark.Started(String by) -> {
                    varint(out, run.length() << 2 | 2);
                    varint(out, index.indexOf(by));
                }
                case Mark.Kept(String by) -> {
                    varint(out, run.length() << 2 | 3);
                    varint(out, index.indexOf(by));
                }
            }
        }
        return out.toByteArray();
    }

    private static List<String> names(ByteBuffer in) throws UnreadableLedger {
        long count = bounded("names", varint(in), 1, MOST_NAMES);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] utf8 = new byte[(int) bounded("length of a name", varint(in), 0, LONGEST_NAME)];
            in.get(utf8);
            names.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return names;
    }

    private static List<Run> runs(ByteBuffer in, List<String> names) throws UnreadableLedger {
        long count = bounded("runs", varint(in), 0, MOST_RUNS);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long word = varint(in);
            long length = bounded("length of a run", word >>> 2, 1, 1L << 60);
            Mark mark = switch ((int) (word & 3)) {
                case 0 -> new Mark.Untouched();
                case 1 -> new Mark.Finished();
                case 2 -> new Mark.Started(name(in, names));
                default -> new Mark.Kept(name(in, names));
            };
            runs.add(new Run(length, mark));
        }
        return runs;
    }

    private static String name(ByteBuffer in, List<String> names) throws UnreadableLedger {
        return names.get((int) bounded("index of a name", varint(in), 0, names.size() - 1));
    }

    private static long bounded(String what, long value, long least, long most) throws UnreadableLedger {
        if (value < least || value > most) {
            throw new UnreadableLedger(what + " is " + value);
        }
        return value;
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long varint(ByteBuffer in) throws UnreadableLedger {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new UnreadableLedger("a number has more than nine bytes");
    }
}
