package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.OpenTopic;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the verbs that reach outside of the run, and what modifiers belong to them. */
final class OutsideReader {
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String EVENT_RULE = "a letter or digit first, then letters, digits, \".\", \"_\" and \"-\"";
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Set<String> WAIT = new TreeSet<>(Set.of("for", "until", "event", "match", "timeout"));
    private static final Set<String> PUBLISH = new TreeSet<>(Set.of("topic", "key", "value", "headers"));
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Reading reading;
    private final ExpressionReader expressions;
    private final HumanReader humans;
    private Optional<String> workflow = Optional.empty();

    OutsideReader(Reading reading, ExpressionReader expressions) {
        this.reading = reading;
        this.expressions = expressions;
        this.humans = new HumanReader(reading, expressions);
    }

    /** A modifier where it has no meaning. */
    record Misplaced(YamlNode.Field field, String cause, String fix) {}

    void named(String name) {
        workflow = Optional.of(name);
    }

    /** Whether a modifier of agent calls belongs to the verb too. */
    static boolean takes(String verb, String modifier) {
        return verb.equals("workflow") && modifier.equals("with");
    }

    List<Misplaced> misplaced(YamlNode.Fields fields, String verb) {
        var found = new ArrayList<Misplaced>();
        fields.field("detached")
                .filter(_ -> !verb.equals("workflow"))
                .ifPresent(field -> found.add(new Misplaced(
                        field, "only another workflow can be started without waiting for it", "remove it")));
        Optional<String> instead = switch (verb) {
            case "human" -> Optional.of("say \"due\" inside \"human\"");
            case "wait" -> Optional.of("say \"for\", \"until\" or \"timeout\" inside \"wait\"");
            case "publish" -> Optional.of("remove it; a record is written at once or not at all");
            default -> Optional.empty();
        };
        instead.ifPresent(fix -> fields.field("timeout")
                .ifPresent(field -> found.add(new Misplaced(field, "the verb has a time of its own", fix))));
        return found;
    }

    Optional<Verb> read(YamlNode.Field verb, Scope scope, String user) {
        YamlNode value = verb.value();
        return switch (verb.name()) {
            case "human" -> humans.read(value, scope, user);
            case "wait" -> wait(value, scope, user);
            case "publish" -> publish(value, scope, user);
            case "workflow" -> sub(value, user);
            default -> throw new IllegalStateException("Expected a verb that reaches outside but found " + verb.name());
        };
    }

    private Optional<Verb> wait(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"wait\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), WAIT, Set.of(), "wait");
        List<String> kinds = List.of("for", "until", "event").stream()
                .filter(kind -> fields.get().value(kind).isPresent())
                .toList();
        if (kinds.size() != 1) {
            reading.missing(
                    node.span(),
                    "\"wait\" needs one of \"for\", \"until\" and \"event\", it has "
                            + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)),
                    "wait: { for: 5m }");
            return Optional.empty();
        }
        YamlNode what = fields.get().value(kinds.getFirst()).orElseThrow();
        Optional<OutsideVerb.Until> until = switch (kinds.getFirst()) {
            case "for" -> reading.duration(what, "\"for\"", SHORTEST, LONGEST).map(OutsideVerb.Until.Passed::new);
            case "until" -> moment(what, scope, user).map(OutsideVerb.Until.Moment::new);
            default -> event(fields.get(), what, scope, user);
        };
        if (!kinds.getFirst().equals("event")) {
            for (String of : List.of("match", "timeout")) {
                fields.get()
                        .field(of)
                        .ifPresent(field -> reading.problems()
                                .at(
                                        field.key().span(),
                                        Codes.UNKNOWN_KEY,
                                        "\"" + of + "\" belongs to a wait for an event")
                                .fix("remove it"));
            }
        }
        return until.map(OutsideVerb.Wait::new);
    }

    /** A time as it is written, or an expression that gives one. */
    private Optional<Template> moment(YamlNode node, Scope scope, String user) {
        if (node instanceof YamlNode.Scalar scalar && isTime(scalar.value())) {
            return Optional.of(new Template(JsonText.quoted(scalar.value())));
        }
        return expressions
                .bare(node, "until", "string", scope, user)
                .map(expression -> new Template(JsonText.quoted("${" + expression.text() + "}")));
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private Optional<OutsideVerb.Until> event(YamlNode.Fields fields, YamlNode node, Scope scope, String user) {
        Optional<String> name = reading.name(node, "an event's name", EVENT, EVENT_RULE);
        Optional<Expression> match = fields.value("match")
                .flatMap(m -> expressions.bare(m, "match", "bool", scope.with(List.of("event")), user));
        Optional<Duration> timeout =
                fields.value("timeout").flatMap(t -> reading.duration(t, "\"timeout\"", SHORTEST, LONGEST));
        return name.map(event -> new OutsideVerb.Until.EventOf(event, match, timeout));
    }

    private Optional<Verb> publish(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"publish\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), PUBLISH, Set.of(), "publish");
        Optional<YamlNode> topic = fields.get().value("topic");
        Optional<YamlNode> value = fields.get().value("value");
        if (topic.isEmpty() || value.isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"publish\" needs a \"topic\" and a \"value\"",
                    "publish: { topic: audit.notes, value: \"${input}\" }");
        }
        Optional<String> name = topic.flatMap(this::topic);
        Optional<Template> record = value.map(v -> expressions.template(v, scope, user));
        Optional<Template> key = fields.get()
                .value("key")
                .flatMap(k -> reading.textScalar(k, "\"key\""))
                .map(k -> expressions.template(k, scope, user));
        var headers = new LinkedHashMap<String, Template>();
        fields.get()
                .value("headers")
                .flatMap(h -> reading.fields(h, "\"headers\""))
                .ifPresent(all -> {
                    for (YamlNode.Field field : all.fields()) {
                        header(field, scope, user).ifPresent(text -> headers.put(field.name(), text));
                    }
                });
        return name.isPresent() && record.isPresent()
                ? Optional.of(new OutsideVerb.Publish(name.get(), key, record.get(), headers))
                : Optional.empty();
    }

    private Optional<Template> header(YamlNode.Field field, Scope scope, String user) {
        if (!HEADER.matcher(field.name()).matches() || field.name().startsWith("ce_")) {
            reading.problems()
                    .at(
                            field.key().span(),
                            Codes.BAD_NAME,
                            "a header cannot be \"" + Reading.shortened(field.name()) + "\"")
                    .cause("headers that start with ce_ are the mesh's own")
                    .fix(EVENT_RULE);
            return Optional.empty();
        }
        return reading.textScalar(field.value(), "a header").map(text -> expressions.template(text, scope, user));
    }

    private Optional<String> topic(YamlNode node) {
        Optional<String> name = reading.text(node, "\"topic\"");
        Optional<String> problem = name.flatMap(OpenTopic::problem);
        problem.ifPresent(why -> reading.problems()
                .at(node.span(), Codes.TOPIC, "topic \"" + Reading.shortened(name.orElse("")) + "\" " + why)
                .cause(
                        "a topic is named inside the namespace, which is put before it; the mesh's own cannot be written to")
                .fix("choose another name, like audit.notes"));
        return problem.isPresent() ? Optional.empty() : name;
    }

    private Optional<Verb> sub(YamlNode node, String user) {
        Optional<String> text = reading.text(node, "\"workflow\"");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int at = text.get().indexOf('@');
        String name = at < 0 ? text.get() : text.get().substring(0, at);
        Optional<String> version =
                at < 0 ? Optional.empty() : Optional.of(text.get().substring(at + 1));
        boolean named = WorkflowReader.NAME.matcher(name).matches()
                && version.map(v -> WorkflowReader.NAME.matcher(v).matches()).orElse(true);
        if (!named) {
            reading.problems()
                    .at(node.span(), Codes.BAD_NAME, "a workflow cannot be \"" + Reading.shortened(text.get()) + "\"")
                    .fix("write NAME or NAME@VERSION");
            return Optional.empty();
        }
        if (workflow.equals(Optional.of(name))) {
            reading.problems()
                    .at(node.span(), Codes.SELF_CALL, user + " starts the workflow it stands in")
                    .cause("\"" + name + "\" would start itself again and again")
                    .fix("start another workflow, or repeat the steps here");
        }
        return Optional.of(new OutsideVerb.SubWorkflow(name, version, false));
    }

    /** The verb, with what its step says of waiting for it. */
    Verb detached(Verb verb, YamlNode.Fields fields) {
        boolean detached = fields.value("detached").map(this::isTrue).orElse(false);
        return verb instanceof OutsideVerb.SubWorkflow sub && detached
                ? new OutsideVerb.SubWorkflow(sub.workflow(), sub.version(), true)
                : verb;
    }

    private boolean isTrue(YamlNode node) {
        boolean known = node instanceof YamlNode.Scalar scalar
                && scalar.style() == YamlNode.Style.PLAIN
                && Set.of("true", "false").contains(scalar.value());
        if (!known) {
            reading.wrong(node, "\"detached\"", "true or false");
        }
        return known && ((YamlNode.Scalar) node).value().equals("true");
    }

    /** JSON Schema of what a step with the verb gives, where it is known. */
    static Optional<String> outputSchema(Verb verb) {
        if (verb instanceof OutsideVerb.Human human) {
            return Optional.of(HumanReader.outputSchema(human));
        }
        return verb instanceof OutsideVerb.SubWorkflow sub && sub.detached()
                ? Optional.of("{\"type\":\"object\",\"properties\":{\"runId\":{\"type\":\"string\"}},"
                        + "\"additionalProperties\":false}")
                : Optional.empty();
    }
}
