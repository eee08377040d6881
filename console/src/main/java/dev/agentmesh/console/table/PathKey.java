package dev.agentmesh.console.table;

import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.topics.message.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A step's path as part of a key: an index entry has a limit, a path has none. */
public final class PathKey {
    private static final int LONGEST = 200;
    private static final int HEAD = 120;

    private PathKey() {}

    /** The path itself, or the beginning of a long one with its SHA-256. */
    public static String of(StepPath path) {
        String text = Cells.column(path.text(), Integer.MAX_VALUE);
        return text.length() <= LONGEST
                ? text
                : Cells.column(text.substring(0, HEAD), HEAD) + "~"
                        + HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
