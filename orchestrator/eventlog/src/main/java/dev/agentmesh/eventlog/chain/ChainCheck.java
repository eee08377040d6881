package dev.agentmesh.eventlog.chain;

import dev.agentmesh.eventlog.chain.ChainFault.Kind;
import dev.agentmesh.eventlog.log.EventHash;
import dev.agentmesh.eventlog.log.LogHead;
import dev.agentmesh.eventlog.log.LogPosition;
import dev.agentmesh.eventlog.log.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds and locates what was done to one run's log. Feed it the records under the run's key in the order they stand, then ask for
 * the {@linkplain #report() report}. Keeps some 150 bytes per event. For one thread.
 *
 * <p>Without a witness it cannot see what happened to the very end: the last event edited, the last events cut off, or everything
 * from some event on written anew with new hashes. With a {@linkplain #witnessedBy head kept elsewhere} it can.
 */
public final class ChainCheck {
    private final List<Link> links = new ArrayList<>();
    private final List<ChainFault> faults = new ArrayList<>();
    private Optional<LogHead> witness = Optional.empty();

    private record Link(long seq, EventHash prev, EventHash hash, LogPosition position) {}

    /** The log must hold this head: a position it once had, with the hash it had there. */
    public ChainCheck witnessedBy(LogHead head) {
        witness = Optional.of(head);
        return this;
    }

    public void accept(LogRecord found) {
        switch (found) {
            case LogRecord.LogEntry entry ->
                links.add(new Link(entry.logged().seq(), entry.logged().prevHash(), entry.hash(), entry.position()));
            case LogRecord.Unreadable bad ->
                faults.add(fault(Kind.UNREADABLE, 0, 0, bad.position(), bad.code() + " " + bad.reason()));
        }
    }

    /** What was found so far; the records accepted are taken as the whole log. */
    public ChainReport report() {
        List<ChainFault> found = new ArrayList<>(faults);
        SequencedMap<Long, Link> chain = choose(found);
        findMoved(chain, found);
        findMissing(chain, found);
        findEdited(chain, found);
        LogHead head = chain.isEmpty()
                ? LogHead.EMPTY
                : new LogHead(
                        chain.lastEntry().getKey(), chain.lastEntry().getValue().hash());
        witness.ifPresent(seen -> compare(seen, head, chain, found));
        found.sort(Comparator.comparingLong(ChainFault::fromSeq));
        return new ChainReport(head, found);
    }

    /** One record for each number: where several claim it, the one that fits its neighbours best; the others were put in. */
    private SequencedMap<Long, Link> choose(List<ChainFault> found) {
        TreeMap<Long, List<Link>> bySeq = new TreeMap<>();
        links.forEach(link ->
                bySeq.computeIfAbsent(link.seq(), _ -> new ArrayList<>()).add(link));
        TreeMap<Long, Link> chain = new TreeMap<>();
        for (Map.Entry<Long, List<Link>> entry : bySeq.entrySet()) {
            List<Link> claims = entry.getValue();
            List<Link> next = bySeq.getOrDefault(entry.getKey() + 1, List.of());
            Link before = chain.get(entry.getKey() - 1);
            Link chosen = claims.getFirst();
            for (Link claim : claims) {
                if (fit(claim, before, next) > fit(chosen, before, next)) {
                    chosen = claim;
                }
            }
            chain.put(entry.getKey(), chosen);
            for (Link claim : claims) {
                if (claim != chosen) {
                    String how = claim.hash().equals(chosen.hash()) ? "a copy of" : "another event in the place of";
                    found.add(fault(
                            Kind.INSERTED,
                            claim.seq(),
                            claim.seq(),
                            claim.position(),
                            how + " the one at " + chosen.position()));
                }
            }
        }
        return chain;
    }

    /** A successor's word weighs more than the record's own: whoever forges a record can make it follow on anything. */
    private static int fit(Link claim, @Nullable Link before, List<Link> next) {
        boolean continued = next.stream().anyMatch(link -> link.prev().equals(claim.hash()));
        boolean follows = before == null ? claim.seq() == 1 : claim.prev().equals(before.hash());
        return (continued ? 2 : 0) + (follows ? 1 : 0);
    }

    private void findMoved(SequencedMap<Long, Link> chain, List<ChainFault> found) {
        Link furthest = null;
        for (Link link : links) {
            if (chain.get(link.seq()) != link) {
                continue;
            }
            if (furthest != null && link.seq() < furthest.seq()) {
                String detail = "stands behind event " + furthest.seq() + " at " + furthest.position();
                found.add(fault(Kind.MOVED, link.seq(), link.seq(), link.position(), detail));
            } else {
                furthest = link;
            }
        }
    }

    private static void findMissing(SequencedMap<Long, Link> chain, List<ChainFault> found) {
        long expected = 1;
        for (Link link : chain.values()) {
            if (link.seq() > expected) {
                long last = link.seq() - 1;
                found.add(fault(Kind.MISSING, expected, last, link.position(), "the log goes on with " + link.seq()));
            }
            expected = link.seq() + 1;
        }
    }

    /**
     * Joints that do not hold, adjacent ones told as one: an edit breaks the joint behind the event, an edit of its
     * {@code prevHash} the one before it as well.
     */
    private static void findEdited(SequencedMap<Long, Link> chain, List<ChainFault> found) {
        Link first = chain.get(1L);
        if (first != null && !first.prev().equals(EventHash.NONE)) {
            found.add(fault(Kind.EDITED, 1, 1, first.position(), "the first event follows on another one"));
        }
        long last = chain.isEmpty() ? 0 : chain.lastEntry().getKey();
        for (long seq = 1; seq < last; seq++) {
            if (holds(chain, seq)) {
                continue;
            }
            long to = seq;
            while (to + 1 < last && !holds(chain, to + 1)) {
                to++;
            }
            long reach = to + 1 == last ? last : to;
            Link broken = link(chain, seq);
            String detail = "event " + (seq + 1) + " was chained to "
                    + shortly(link(chain, seq + 1).prev()) + ", but event " + seq + " has "
                    + shortly(broken.hash())
                    + (reach == last ? "; the last event has no successor that could speak for it" : "");
            found.add(fault(Kind.EDITED, seq, reach, broken.position(), detail));
            seq = to;
        }
    }

    private static boolean holds(SequencedMap<Long, Link> chain, long seq) {
        Link link = chain.get(seq);
        Link next = chain.get(seq + 1);
        return link == null || next == null || next.prev().equals(link.hash());
    }

    private static Link link(SequencedMap<Long, Link> chain, long seq) {
        Link link = chain.get(seq);
        if (link == null) {
            throw new IllegalStateException("event " + seq + " is not in the chain");
        }
        return link;
    }

    private static void compare(LogHead seen, LogHead head, SequencedMap<Long, Link> chain, List<ChainFault> found) {
        if (seen.seq() > head.seq()) {
            String where = chain.isEmpty()
                    ? "the end"
                    : chain.lastEntry().getValue().position().toString();
            String detail = "the log ends with event " + head.seq() + ", but it once reached " + seen.seq();
            found.add(new ChainFault(Kind.TRUNCATED, head.seq() + 1, seen.seq(), where, detail));
            return;
        }
        Link link = chain.get(seen.seq());
        if (link != null && !link.hash().equals(seen.hash())) {
            String detail = "has hash " + shortly(link.hash()) + ", but had " + shortly(seen.hash())
                    + ": it or an earlier event was replaced";
            found.add(fault(Kind.REWRITTEN, 1, seen.seq(), link.position(), detail));
        }
    }

    private static String shortly(EventHash hash) {
        String hex = hash.toString();
        return hex.length() <= 12 ? hex : hex.substring(0, 12);
    }

    private static ChainFault fault(Kind kind, long from, long to, LogPosition position, String detail) {
        return new ChainFault(kind, from, to, position.toString(), detail);
    }
}
