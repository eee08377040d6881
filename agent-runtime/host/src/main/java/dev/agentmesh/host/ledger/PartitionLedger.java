package dev.agentmesh.host.ledger;

import dev.agentmesh.host.ledger.Ledger.Mark;
import dev.agentmesh.host.ledger.Ledger.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one owner of a partition knows about its records, from being assigned to losing it. Offsets arrive in order and end in any order.
 * Not safe for use by several threads: the poll thread owns it.
 */
public final class PartitionLedger {
    /** Above this, only the lowest open record may start, which is what makes the ledger shorter again. */
    private static final int ROOMY_BYTES = 2_300;
    /** A change of one offset splits a run in three and may start a fourth: two bytes each, and two for the start itself to fall apart. */
    private static final int MOST_PER_CHANGE = 10;

    private final String self;
    /** Delivered and not finished. */
    private final NavigableMap<Long, Mark> open = new TreeMap<>();
    /** Told by former owners about offsets not delivered yet: stretches by their first offset. */
    private final NavigableMap<Long, Stretch> ahead = new TreeMap<>();
    /** How much longer the ledger may become at least, as far as that was looked into; working it out costs all of its length. */
    private int room;
    /** Everything below has been delivered, or there is no record. */
    private long position;

    private record Stretch(long end, Mark mark) {}

    /** A partition on which nothing was ever committed. */
    public PartitionLedger(String self, long position) {
        this.self = self;
        this.position = position;
    }

    /** A partition as former owners left it. */
    public PartitionLedger(String self, long watermark, Ledger left) {
        this(self, watermark);
        long at = watermark;
        for (Run run : left.runs()) {
            Mark mark = run.mark() instanceof Mark.Kept ? new Mark.Finished() : run.mark();
            if (!(mark instanceof Mark.Untouched)) {
                ahead.put(at, new Stretch(at + run.length(), mark));
            }
            at += run.length();
        }
    }

    /** What is to be done with a delivered record. */
    public sealed interface Delivery {
        /** Nobody has begun with it. */
        record Run() implements Delivery {}

        /** Finished, or in hand already. */
        record Skip() implements Delivery {}

        /** It is running in this very process, which was the owner before: its end will be told by {@link #finish}. */
        record Adopt() implements Delivery {}

        /** Somebody began and never told the end. Report it, then {@link #finish} it. */
        record Lost(String startedBy) implements Delivery {}
    }

    /** Whether the record runs in this process. */
    public enum Here {
        RUNNING,
        NOT_RUNNING
    }

    /** Takes note of a record; gaps before it (markers of transactions, expired records) count as finished. */
    public Delivery deliver(long offset, Here here) {
        if (offset < position) {
            return new Delivery.Skip();
        }
        Mark mark = told(offset);
        advanceTo(offset + 1);
        return switch (mark) {
            case Mark.Finished _, Mark.Kept _ -> new Delivery.Skip();
            case Mark.Untouched _ -> taken(offset, mark, here, new Delivery.Run());
            case Mark.Started(String by) -> taken(offset, mark, here, new Delivery.Lost(by));
        };
    }

    private Delivery taken(long offset, Mark mark, Here here, Delivery otherwise) {
        boolean ours = here == Here.RUNNING;
        open.put(offset, ours ? new Mark.Started(self) : mark);
        return ours ? new Delivery.Adopt() : otherwise;
    }

    /** No record below the offset will be delivered any more. */
    public void advanceTo(long offset) {
        if (offset <= position) {
            return;
        }
        position = offset;
        room -= MOST_PER_CHANGE;
        Map.Entry<Long, Stretch> first = ahead.firstEntry();
        while (first != null && first.getKey() < position) {
            ahead.remove(first.getKey());
            if (first.getValue().end() > position) {
                ahead.put(position, first.getValue());
            }
            first = ahead.firstEntry();
        }
    }

    /** Whether a start can be written down with room left for every way in which the started ones may end. */
    public boolean mayStart(long offset) {
        if (!(open.get(offset) instanceof Mark.Untouched)) {
            return false;
        }
        if (room >= 2 * MOST_PER_CHANGE) {
            return true;
        }
        open.put(offset, new Mark.Started(self));
        int worst = worstSize();
        open.put(offset, new Mark.Untouched());
        room = ROOMY_BYTES - worst;
        boolean next = open.firstKey() == offset && open.values().stream().noneMatch(this::startedHere);
        return worst <= ROOMY_BYTES || next && worst <= LedgerCodec.MOST_BYTES;
    }

    /** A stretch of n started records can fall apart into n runs of two bytes. */
    private int worstSize() {
        long started =
                open.values().stream().filter(Mark.Started.class::isInstance).count();
        return LedgerCodec.size(snapshot()) + 2 * (int) started;
    }

    public void start(long offset) {
        room -= MOST_PER_CHANGE;
        open.replace(offset, new Mark.Started(self));
    }

    /** Takes a start back, because it could not be committed and nothing was run. */
    public void unstart(long offset) {
        open.replace(offset, new Mark.Untouched());
    }

    /** The record's fate is in a topic. Also for a record that began here under a former ownership. */
    public void finish(long offset) {
        if (open.remove(offset) == null && offset >= position && !(told(offset) instanceof Mark.Finished)) {
            finishAhead(offset);
        }
    }

    private void finishAhead(long offset) {
        room -= MOST_PER_CHANGE;
        Map.Entry<Long, Stretch> around = ahead.floorEntry(offset);
        if (around != null && around.getValue().end() > offset) {
            Stretch old = around.getValue();
            ahead.remove(around.getKey());
            if (around.getKey() < offset) {
                ahead.put(around.getKey(), new Stretch(offset, old.mark()));
            }
            if (offset + 1 < old.end()) {
                ahead.put(offset + 1, new Stretch(old.end(), old.mark()));
            }
        }
        ahead.put(offset, new Stretch(offset + 1, new Mark.Finished()));
    }

    private Mark told(long offset) {
        Map.Entry<Long, Stretch> around = ahead.floorEntry(offset);
        return around == null || around.getValue().end() <= offset
                ? new Mark.Untouched()
                : around.getValue().mark();
    }

    /** The offset to commit: everything below it is finished. */
    public long watermark() {
        if (!open.isEmpty()) {
            return open.firstKey();
        }
        Map.Entry<Long, Stretch> next = ahead.firstEntry();
        boolean finished =
                next != null && next.getKey() == position && next.getValue().mark() instanceof Mark.Finished;
        return finished ? next.getValue().end() : position;
    }

    /** What to commit beside the {@link #watermark()}. */
    public Ledger snapshot() {
        return new Ledger(self, runs());
    }

    /** What to commit when the partition is taken away in good order: what runs here goes on, and its end is told from here. */
    public Ledger handOver() {
        return new Ledger(
                self,
                runs().stream()
                        .map(run -> startedHere(run.mark()) ? new Run(run.length(), new Mark.Kept(self)) : run)
                        .toList());
    }

    private boolean startedHere(Mark mark) {
        return mark instanceof Mark.Started(String by) && by.equals(self);
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        long at = watermark();
        for (Map.Entry<Long, Mark> entry : open.entrySet()) {
            stretch(runs, at, entry.getKey(), new Mark.Finished());
            runs.add(new Run(1, entry.getValue()));
            at = entry.getKey() + 1;
        }
        stretch(runs, at, position, new Mark.Finished());
        at = Math.max(at, position);
        for (Map.Entry<Long, Stretch> entry : ahead.entrySet()) {
            if (entry.getValue().end() > at) {
                stretch(runs, at, entry.getKey(), new Mark.Untouched());
                stretch(
                        runs,
                        Math.max(at, entry.getKey()),
                        entry.getValue().end(),
                        entry.getValue().mark());
                at = entry.getValue().end();
            }
        }
        return runs;
    }

    private static void stretch(List<Run> runs, long from, long to, Mark mark) {
        if (to > from) {
            runs.add(new Run(to - from, mark));
        }
    }
}
