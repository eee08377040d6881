package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code timeout} and {@code retry}, and knows the file's defaults for them. */
final class ModifierReader {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
    private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofDays(1);
    private static final int MOST_ATTEMPTS = 20;

    private final Reading reading;
    private final ExpressionReader expressions;
    private Optional<Duration> defaultTimeout = Optional.empty();
    private Optional<Integer> defaultPriority = Optional.empty();
    private RetryPolicy defaultRetry = RetryPolicy.DEFAULT;

    ModifierReader(Reading reading, ExpressionReader expressions) {
        this.reading = reading;
        this.expressions = expressions;
    }

    /** From 1 to 9. */
    Optional<Integer> priority(YamlNode node) {
        OptionalInt read = reading.whole(node, "\"priority\"", 1, 9);
        return read.isPresent() ? Optional.of(read.getAsInt()) : Optional.empty();
    }

    Optional<Integer> defaultPriority() {
        return defaultPriority;
    }

    SharingReader sharing() {
        return new SharingReader(reading);
    }

    ExpressionReader expressions() {
        return expressions;
    }

    void defaults(Optional<Duration> timeout, RetryPolicy retry, Optional<Integer> priority) {
        defaultPriority = priority;
        defaultTimeout = timeout;
        defaultRetry = retry;
    }

    Optional<Duration> defaultTimeout() {
        return defaultTimeout;
    }

    RetryPolicy defaultRetry() {
        return defaultRetry;
    }

    Optional<Duration> timeout(YamlNode node) {
        return reading.duration(node, "\"timeout\"", SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    }

    /** {@code 3}, {@code none}, or {@code { max, backoff }}. */
    RetryPolicy retry(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.value().equals("none") -> policy(1, RetryPolicy.DEFAULT);
            case YamlNode.Scalar scalar -> policy(attempts(scalar, "\"retry\""), RetryPolicy.DEFAULT);
            case YamlNode.Fields fields -> fromFields(fields);
            case YamlNode.Items items -> {
                reading.wrong(items, "\"retry\"", "a number of attempts, none, or { max: 3, backoff: 1s..30s }");
                yield RetryPolicy.DEFAULT;
            }
        };
    }

    private RetryPolicy fromFields(YamlNode.Fields fields) {
        reading.keys(fields, new TreeSet<>(Set.of("max", "backoff")), Set.of(), "retry");
        int max = fields.value("max").map(node -> attempts(node, "\"max\"")).orElse(defaultRetry.maxAttempts());
        RetryPolicy delays = fields.value("backoff").flatMap(this::backoff).orElse(defaultRetry);
        return policy(max, delays);
    }

    private static RetryPolicy policy(int attempts, RetryPolicy delays) {
        return new RetryPolicy(attempts, delays.first(), delays.most());
    }

    private int attempts(YamlNode node, String what) {
        OptionalInt attempts = reading.whole(node, what, 1, MOST_ATTEMPTS);
        return attempts.orElse(RetryPolicy.DEFAULT.maxAttempts());
    }

    /** {@code 2s} for always the same delay, {@code 1s..30s} for a doubling one. */
    private Optional<RetryPolicy> backoff(YamlNode node) {
        Optional<YamlNode.Scalar> scalar = reading.textScalar(node, "\"backoff\"");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().value();
        int dots = text.indexOf("..");
        Optional<Duration> first = delay(scalar.get(), dots < 0 ? text : text.substring(0, dots));
        Optional<Duration> most = dots < 0 ? first : delay(scalar.get(), text.substring(dots + 2));
        if (first.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        if (most.get().compareTo(first.get()) < 0) {
            reading.problems()
                    .at(node.span(), Codes.OUT_OF_RANGE, "\"backoff\" must grow but is " + text)
                    .fix("write the shorter time first: 1s..30s");
            return Optional.empty();
        }
        return Optional.of(new RetryPolicy(1, first.get(), most.get()));
    }

    private Optional<Duration> delay(YamlNode.Scalar scalar, String text) {
        return reading.duration(scalar, text.strip(), "\"backoff\"", SHORTEST_BACKOFF, LONGEST_BACKOFF);
    }
}
