package dev.agentmesh.eventlog.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of time, which may overlap. */
final class Spans {
    private record Span(Instant from, Instant to) {}

    private final List<Span> spans = new ArrayList<>();

    /** A span that would end before it begins is none. */
    void add(Instant from, Instant to) {
        if (from.isBefore(to)) {
            spans.add(new Span(from, to));
        }
    }

    void addAll(Spans others) {
        spans.addAll(others.spans);
    }

    /** How long at least one of them was. */
    Duration covered() {
        Duration covered = Duration.ZERO;
        Instant reached = Instant.MIN;
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Instant from = span.from().isBefore(reached) ? reached : span.from();
            if (from.isBefore(span.to())) {
                covered = covered.plus(Duration.between(from, span.to()));
                reached = span.to();
            }
        }
        return covered;
    }
}
