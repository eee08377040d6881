package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run under one key: where its log ends and its small cells, as long as there are few. A step of a small run then
 * costs one record of state. Cells that are large, and those of a run that has outgrown its page, have keys of their own; a cell is never
 * in both places. Not safe for use by several threads.
 */
public final class RunPage {
    /** Beyond this a page is emptied, all but what every decision needs; it is written anew with every decision. */
    private static final int MOST = 2_048;

    /** A larger cell would be written again and again with what happens beside it. */
    private static final int LARGEST_CELL = 512;

    private static final int FORMAT = 2;
    private static final int OUTSIDE = 1;
    private static final int CROWDED = 2;

    private final Map<CellKey, byte[]> cells = new TreeMap<>();
    private LogHead head;
    private boolean outside;
    private boolean crowded;
    private int size;

    private RunPage(LogHead head) {
        this.head = head;
    }

    /** Of a run that nothing is kept of. */
    public static RunPage empty() {
        return new RunPage(LogHead.EMPTY);
    }

    public LogHead head() {
        return head;
    }

    public void head(LogHead now) {
        head = now;
    }

    /** Whether some of the run's cells may have keys of their own. */
    public boolean hasOutside() {
        return outside;
    }

    /** The cell as {@link CellCodec} writes it; nothing when it is not in the page. */
    public byte @Nullable [] get(CellKey key) {
        return cells.get(key);
    }

    public boolean contains(CellKey key) {
        return cells.containsKey(key);
    }

    /** The keys of the cells of {@code kind} at or below {@code scope} that are in the page, in their order. */
    public List<CellKey> within(CellKey.Kind kind, StepPath scope) {
        List<CellKey> keys = new ArrayList<>();
        for (CellKey key : cells.keySet()) {
            boolean inside =
                    scope.isRoot() || key.path().equals(scope) || key.path().isWithin(scope);
            if (key.kind() == kind && inside) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Whether a new cell of that many bytes belongs into the page. */
    public boolean takes(int bytes) {
        return !crowded && bytes <= LARGEST_CELL;
    }

    /** Whether a cell that is in the page already can stay there with these bytes. */
    public boolean isSmall(byte[] cell) {
        return cell.length <= LARGEST_CELL;
    }

    /** Puts or replaces a cell. */
    public void put(CellKey key, byte[] cell) {
        byte[] before = cells.put(key, cell);
        size += cell.length + (before == null ? entry(key) : -before.length);
    }

    public void remove(CellKey key) {
        byte[] before = cells.remove(key);
        if (before != null) {
            size -= before.length + entry(key);
        }
    }

    /** Says that a cell was given a key of its own. */
    public void putOutside() {
        outside = true;
    }

    /** What has to leave the page because it is full: the caller gives each a key of its own. */
    public Map<CellKey, byte[]> overflow() {
        if (size <= MOST) {
            return Map.of();
        }
        Map<CellKey, byte[]> leaving = new TreeMap<>(cells);
        leaving.keySet().removeIf(RunPage::isAlwaysNeeded);
        leaving.keySet().forEach(this::remove);
        crowded = true;
        outside = true;
        return leaving;
    }

    private static boolean isAlwaysNeeded(CellKey key) {
        return key.equals(CellKey.RUN) || key.equals(CellKey.scope(StepPath.ROOT));
    }

    /** About what a cell takes beside its own bytes. */
    private static int entry(CellKey key) {
        return key.path().text().length() + key.name().length() + 4;
    }

    /** The cells in the page. */
    public Map<CellKey, Cell> cells() {
        Map<CellKey, Cell> decoded = new TreeMap<>();
        cells.forEach((key, cell) -> decoded.put(key, CellCodec.decode(cell)));
        return decoded;
    }

    public byte[] toBytes() {
        BinaryOutput out = new BinaryOutput();
        out.octet(FORMAT);
        out.octet((outside ? OUTSIDE : 0) | (crowded ? CROWDED : 0));
        out.unsigned(head.seq());
        out.octets(head.hash().bytes());
        out.unsigned(cells.size());
        cells.forEach((key, cell) -> {
            out.octet(key.kind().letter());
            out.text(key.path().text());
            out.text(key.name());
            out.octets(cell);
        });
        return out.toBytes();
    }

    /**
     * @param bytes a page, or the head alone that earlier versions kept beside the cells
     * @throws UnreadableState if the bytes are damaged or of a newer format
     */
    public static RunPage ofBytes(byte[] bytes) {
        if (LogHead.isHead(bytes)) {
            RunPage page = new RunPage(LogHead.ofBytes(bytes));
            page.outside = true;
            return page;
        }
        BinaryInput in = new BinaryInput(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new UnreadableState("page of format " + format + ", this version reads 1 to " + FORMAT);
        }
        int flags = in.octet();
        long seq = in.unsigned();
        RunPage page = new RunPage(new LogHead(seq, EventHash.of(in.octets())));
        page.outside = (flags & OUTSIDE) != 0;
        page.crowded = (flags & CROWDED) != 0;
        int count = in.entries();
        for (int i = 0; i < count; i++) {
            char letter = (char) in.octet();
            Optional<CellKey.Kind> kind = CellKeyCodec.kind((byte) letter);
            CellKey key = new CellKey(
                    kind.orElseThrow(() -> new UnreadableState("cell of unknown kind '" + letter + "' in a page")),
                    new StepPath(in.text()),
                    in.text());
            page.put(key, in.octets());
        }
        in.end();
        return page;
    }
}
