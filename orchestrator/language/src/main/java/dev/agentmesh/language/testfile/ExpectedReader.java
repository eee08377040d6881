package dev.agentmesh.language.testfile;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.language.definition.JsonText;
import dev.agentmesh.language.definition.Reading;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.testfile.Expected.OfStep;
import dev.agentmesh.language.testfile.Expected.Published;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code expect}. */
final class ExpectedReader {
    static final Set<String> KEYS = new TreeSet<>(
            Set.of("status", "error", "output", "steps", "order", "deadLetters", "published", "within", "check"));
    static final Set<String> STEP_KEYS =
            new TreeSet<>(Set.of("times", "status", "error", "attempts", "input", "output"));
    static final Set<String> PUBLISHED_KEYS = new TreeSet<>(Set.of("topic", "key", "value"));
    static final List<String> RUN_STATUSES =
            List.of("completed", "failed", "canceled", "rejected", "held", "waiting", "rolled_back");
    static final List<String> STEP_STATUSES =
            List.of("completed", "failed", "skipped", "canceled", "held", "running", "none");
    private static final int MOST = 1_000_000;

    private final Reading reading;
    private final TestExpressions expressions;
    private final Optional<Outline> workflow;

    ExpectedReader(Reading reading, TestExpressions expressions, Optional<Outline> workflow) {
        this.reading = reading;
        this.expressions = expressions;
        this.workflow = workflow;
    }

    Expected read(YamlNode node) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"expect\"");
        if (written.isEmpty()) {
            return Expected.COMPLETED;
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, KEYS, Set.of(), "expect");
        var steps = new LinkedHashMap<String, OfStep>();
        fields.value("steps")
                .flatMap(n -> reading.fields(n, "\"steps\""))
                .map(YamlNode.Fields::fields)
                .orElse(List.of())
                .forEach(field -> {
                    knownStep(field.key(), field.name());
                    steps.put(field.name(), step(field.value()));
                });
        Optional<String> error = text(fields, "error");
        Optional<String> status = fields.value("status").flatMap(n -> status(n, RUN_STATUSES));
        boolean unsaid = status.isEmpty() && fields.value("status").isEmpty();
        return new Expected(
                unsaid ? Optional.of(error.isPresent() ? "failed" : "completed") : status,
                error,
                fields.value("output").map(this::payload),
                steps,
                order(fields),
                number(fields, "deadLetters", 0),
                fields.value("published").flatMap(this::published),
                fields.value("within")
                        .flatMap(n -> reading.duration(n, "\"within\"", Duration.ZERO, Duration.ofDays(365))),
                checks(fields));
    }

    private Optional<List<Published>> published(YamlNode node) {
        return reading.items(node, "\"published\"")
                .map(items -> items.items().stream()
                        .flatMap(item -> reading.fields(item, "a published record").flatMap(this::oneRecord).stream())
                        .toList());
    }

    private Optional<Published> oneRecord(YamlNode.Fields fields) {
        reading.keys(fields, PUBLISHED_KEYS, Set.of(), "a published record");
        if (fields.value("topic").isEmpty()) {
            reading.missing(
                    fields.span(), "a published record needs its \"topic\"", "- { topic: audit.notes, value: 1 }");
        }
        return text(fields, "topic")
                .map(topic -> new Published(
                        topic, text(fields, "key"), fields.value("value").map(this::payload)));
    }

    private Payload payload(YamlNode node) {
        return Payload.json(JsonText.of(node, reading));
    }

    private Optional<String> text(YamlNode.Fields fields, String key) {
        return fields.value(key).flatMap(node -> reading.text(node, "\"" + key + "\""));
    }

    private OptionalInt number(YamlNode.Fields fields, String key, int least) {
        return fields.value(key)
                .map(node -> reading.whole(node, "\"" + key + "\"", least, MOST))
                .orElse(OptionalInt.empty());
    }

    /** In any case: what lists show in capitals may be written so. */
    private Optional<String> status(YamlNode node, List<String> known) {
        Optional<String> word = reading.text(node, "\"status\"").map(text -> text.toLowerCase(Locale.ROOT));
        if (word.isPresent() && !known.contains(word.get())) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.WRONG_SHAPE,
                            "\"status\" cannot be \"" + Reading.shortened(word.get()) + "\"")
                    .suggest(Nearest.to(word.get(), known))
                    .cause("it is one of: " + String.join(", ", known))
                    .fix("use one of these");
            return Optional.empty();
        }
        return word;
    }

    private List<String> order(YamlNode.Fields fields) {
        return fields.value("order")
                .flatMap(node -> reading.items(node, "\"order\""))
                .map(items -> items.items().stream()
                        .flatMap(item -> reading.text(item, "a step").stream().peek(step -> knownStep(item, step)))
                        .toList())
                .orElse(List.of());
    }

    private List<Expression> checks(YamlNode.Fields fields) {
        return fields
                .value("check")
                .map(node -> node instanceof YamlNode.Items items ? items.items() : List.of(node))
                .orElse(List.of())
                .stream()
                .flatMap(node -> expressions.bare(node, "\"check\"").stream())
                .toList();
    }

    /** A number is how often, a word the status. */
    private OfStep step(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            boolean number = PlainScalar.of(scalar.value()).kind() == PlainScalar.Kind.WHOLE;
            return number
                    ? OfStep.times(reading.whole(scalar, "\"times\"", 0, MOST).orElse(0))
                    : OfStep.status(status(scalar, STEP_STATUSES).orElse("none"));
        }
        Optional<YamlNode.Fields> written = reading.fields(node, "what is expected of a step");
        if (written.isEmpty()) {
            return OfStep.times(0);
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, STEP_KEYS, Set.of(), "what is expected of a step");
        return new OfStep(
                number(fields, "times", 0),
                fields.value("status").flatMap(n -> status(n, STEP_STATUSES)),
                text(fields, "error"),
                number(fields, "attempts", 0),
                fields.value("input").map(this::payload),
                fields.value("output").map(this::payload));
    }

    /** A step, by id or by path, that the workflow has. */
    void knownStep(YamlNode node, String step) {
        if (workflow.isEmpty()) {
            return;
        }
        List<String> known = List.copyOf(workflow.get().ids());
        String id = new StepPath(step).id();
        if (!known.contains(id)) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.TEST_OF_NO_STEP,
                            "workflow \"" + workflow.get().workflow().ref().name() + "\" has no step \""
                                    + Reading.shortened(id) + "\"")
                    .suggest(Nearest.to(id, known))
                    .cause("its steps: " + Reading.shortened(String.join(", ", known)))
                    .fix("use a step's id, or its path: files[3]/check");
        }
    }
}
