package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.type.Kind;
import dev.agentmesh.language.type.Misfit;
import dev.agentmesh.language.type.Misfit.Reason;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a step gives an agent can fit the agent's schema: where the parts are written, part by part. */
final class TaskInput {
    private static final String REQUIRED = "the agent's schema has it under \"required\"";

    private final Reading reading;
    private final String agent;
    private final String path;
    private final Shape wanted;

    TaskInput(Reading reading, String agent, Shape wanted) {
        this(reading, agent, "", wanted);
    }

    private TaskInput(Reading reading, String agent, String path, Shape wanted) {
        this.reading = reading;
        this.agent = agent;
        this.path = path;
        this.wanted = wanted;
    }

    TaskInput member(String name) {
        String below = path.isEmpty() ? name : path + "." + name;
        return new TaskInput(reading, agent, below, wanted.fields().member(name));
    }

    /** The check of a list's items; empty when there should be no list. */
    Optional<TaskInput> items(YamlNode.Items items) {
        return kind(items.span(), Shape.of(Kind.LIST), "a list")
                ? Optional.of(new TaskInput(reading, agent, path + "[]", wanted.item()))
                : Optional.empty();
    }

    /** Whether a map belongs here; what it lacks, and what it has too much, is told. */
    boolean fields(YamlNode.Fields fields) {
        if (!kind(fields.span(), Shape.map(Map.of()), "a map")) {
            return false;
        }
        for (String name : wanted.fields().required()) {
            if (fields.field(name).isEmpty()) {
                missing(fields.span(), name);
            }
        }
        for (YamlNode.Field field : fields.fields()) {
            wanted.fields()
                    .lacking(field.name())
                    .filter(_ -> wanted.fields().isClosed())
                    .ifPresent(known -> unknown(field.key().span(), field.name(), known));
        }
        return true;
    }

    /** One value, as it is written or as its expression gives it. */
    void value(YamlNode.Scalar scalar, Shape given) {
        if (scalar.value().contains("${")) {
            whole(scalar.span(), given, "the expression");
        } else if (kind(scalar.span(), given, described(scalar, given))) {
            literal(scalar, given);
        }
    }

    private static String described(YamlNode.Scalar scalar, Shape given) {
        String value = Reading.shortened(scalar.value());
        return "the " + given.words() + (given.isOnly(Kind.STRING) ? " \"" + value + "\"" : " " + value);
    }

    private void literal(YamlNode.Scalar scalar, Shape given) {
        Optional<List<String>> choices = wanted.choices().filter(_ -> given.isOnly(Kind.STRING));
        if (choices.isPresent() && !choices.get().contains(scalar.value())) {
            reading.problems()
                    .at(
                            scalar.span(),
                            Codes.TYPES,
                            "\"" + Reading.shortened(scalar.value()) + "\" is no value of " + place())
                    .suggest(Nearest.to(scalar.value(), choices.get()))
                    .cause("its schema has: " + Reading.shortened(String.join(", ", choices.get())))
                    .fix("write one of these");
        } else if (given.isOnly(Kind.DOUBLE) && !wanted.canBe(Kind.DOUBLE) && !isWhole(scalar.value())) {
            reading.problems()
                    .at(scalar.span(), Codes.TYPES, "type mismatch: " + scalar.value() + " where an int is needed")
                    .cause(place() + " is declared as a whole number")
                    .fix("write a whole number");
        }
    }

    private static boolean isWhole(String number) {
        return new BigDecimal(number).stripTrailingZeros().scale() <= 0;
    }

    /** A value whose parts are written elsewhere. */
    void whole(Span span, Shape given, String what) {
        Misfit.between(given, wanted).ifPresent(misfit -> told(span, misfit, what));
    }

    private void told(Span span, Misfit misfit, String what) {
        String at = misfit.path().isEmpty() ? "" : " in \"" + String.join(".", misfit.path()) + "\"";
        switch (misfit.reason()) {
            case Reason.OtherKind(Shape given, Shape needed) ->
                reading.problems()
                        .at(
                                span,
                                Codes.TYPES,
                                "type mismatch: " + what + " gives " + given.described() + at + " where "
                                        + needed.described() + " is needed")
                        .cause(place() + " is declared so by the agent")
                        .fix("give it " + needed.described());
            case Reason.Missing(String field) ->
                reading.problems()
                        .at(
                                span,
                                Codes.LACKING_FIELD,
                                what + " has no \"" + field + "\"" + at + ", which " + place() + " needs")
                        .cause(REQUIRED)
                        .fix("give the agent what it needs:\nwith:\n  " + field + ": ...");
            case Reason.Unknown(String field, List<String> known) ->
                reading.problems()
                        .at(
                                span,
                                Codes.NO_SUCH_FIELD,
                                what + " has \"" + field + "\"" + at + ", which does not exist in " + place())
                        .suggest(Nearest.to(field, known))
                        .cause(only(known))
                        .fix("give the agent only what it takes");
        }
    }

    private boolean kind(Span span, Shape given, String what) {
        if (given.canBe(wanted)) {
            return true;
        }
        reading.problems()
                .at(span, Codes.TYPES, "type mismatch: " + what + " where " + wanted.described() + " is needed")
                .cause(place() + " is declared so by the agent")
                .fix("write " + wanted.described());
        return false;
    }

    private void missing(Span span, String name) {
        reading.problems()
                .at(
                        new Span(span.start(), 1),
                        Codes.LACKING_FIELD,
                        place() + " needs \"" + name + "\", which is not given")
                .cause(REQUIRED)
                .fix("add it:\n" + name + ": ...");
    }

    private void unknown(Span span, String name, List<String> known) {
        reading.problems()
                .at(span, Codes.NO_SUCH_FIELD, "field \"" + Reading.shortened(name) + "\" does not exist in " + place())
                .suggest(Nearest.to(name, known))
                .cause(only(known))
                .fix("use one of these, or leave it out");
    }

    private static String only(List<String> known) {
        return known.isEmpty()
                ? "its schema allows no fields"
                : "its schema has: " + String.join(", ", known) + "; and allows no others";
    }

    private String place() {
        return path.isEmpty() ? "the input of " + agent : "\"" + path + "\" of " + agent;
    }
}
