package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.pattern.HumanPattern;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code human}: what is asked, of whom, and what becomes of silence. */
final class HumanReader {
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("title", "show", "choices", "form", "assign", "quorum", "due", "reminder", "overdue"));
    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");
    private static final List<String> APPROVAL = List.of("approve", "reject");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Reading reading;
    private final ExpressionReader expressions;
    private final FormReader forms;

    HumanReader(Reading reading, ExpressionReader expressions) {
        this.reading = reading;
        this.expressions = expressions;
        this.forms = new FormReader(reading);
    }

    Optional<Verb> read(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> found = reading.fields(node, "\"human\"");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = found.get();
        reading.keys(fields, KEYS, Set.of(), "human");
        Optional<Template> title = fields.value("title")
                .flatMap(text -> reading.textScalar(text, "\"title\""))
                .map(text -> expressions.template(text, scope, user));
        if (fields.value("title").isEmpty()) {
            reading.missing(node.span(), "\"human\" needs a \"title\"", "title: Publish this brief?");
        }
        List<String> choices = fields.value("choices").map(this::choices).orElse(APPROVAL);
        Optional<Duration> due = time(fields, "due");
        Optional<Duration> reminder = time(fields, "reminder");
        Overdue overdue =
                fields.field("overdue").map(field -> overdue(field, choices)).orElseGet(Overdue.Fail::new);
        if (fields.value("overdue").isPresent() && fields.value("due").isEmpty()) {
            reading.missing(node.span(), "\"overdue\" needs a \"due\"", "due: 24h");
        }
        Optional<Template> assign = fields.value("assign").flatMap(who -> assign(who, scope, user));
        int quorum = fields.value("quorum")
                .map(count -> reading.whole(count, "\"quorum\"", 1, 100).orElse(1))
                .orElse(1);
        return title.map(text -> new OutsideVerb.Human(
                text,
                fields.value("show").map(show -> expressions.template(show, scope, user)),
                choices,
                fields.value("form").flatMap(forms::schema),
                assign,
                quorum,
                due,
                reminder,
                overdue));
    }

    /** Who is asked by a verb itself, and what becomes of silence: never an answer. */
    Person person(YamlNode.Fields fields) {
        reading.keys(fields, new TreeSet<>(Set.of("assign", "due", "reminder", "overdue")), Set.of(), "human");
        Optional<String> assign = fields.value("assign")
                .flatMap(node -> reading.text(node, "\"assign\"").filter(who -> assignee(node, who)));
        Overdue overdue = fields.field("overdue").map(this::withoutConsent).orElseGet(Overdue.Fail::new);
        if (fields.value("overdue").isPresent() && fields.value("due").isEmpty()) {
            reading.missing(fields.span(), "\"overdue\" needs a \"due\"", "due: 24h");
        }
        return new Person(assign, time(fields, "due"), time(fields, "reminder"), overdue);
    }

    private Overdue withoutConsent(YamlNode.Field field) {
        if (field.value() instanceof YamlNode.Fields fields) {
            reading.wrong(fields, "\"overdue\" of a person in a pattern", "fail or \"escalate role:NAME\"");
            return new Overdue.Fail();
        }
        return overdue(field, List.of());
    }

    private Optional<Duration> time(YamlNode.Fields fields, String key) {
        return fields.value(key).flatMap(node -> reading.duration(node, "\"" + key + "\"", SHORTEST, LONGEST));
    }

    private List<String> choices(YamlNode node) {
        var choices = new ArrayList<String>();
        for (YamlNode item :
                reading.items(node, "\"choices\"").map(YamlNode.Items::items).orElse(List.of())) {
            Optional<String> choice =
                    reading.name(item, "a choice", CHOICE, "a letter or digit first, at most 64 characters");
            if (choice.filter(choices::contains).isPresent()) {
                reading.problems()
                        .at(item.span(), Codes.DUPLICATE_KEY, "the choice \"" + choice.get() + "\" is there twice")
                        .fix("remove one");
            } else {
                choice.ifPresent(choices::add);
            }
        }
        if (choices.isEmpty()) {
            reading.missing(node.span(), "\"choices\" needs at least one", "choices: [approve, reject]");
        }
        return choices;
    }

    private Optional<Template> assign(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Scalar> text = reading.textScalar(node, "\"assign\"");
        text.filter(scalar -> !scalar.value().contains("${")).ifPresent(scalar -> assignee(scalar, scalar.value()));
        return text.map(scalar -> expressions.template(scalar, scope, user));
    }

    private boolean assignee(YamlNode node, String text) {
        boolean fits = HumanPattern.ASSIGNEE.matcher(text).matches();
        if (!fits) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.ASSIGNEE,
                            "\"" + Reading.shortened(text) + "\" is nobody a question can go to")
                    .fix("write role:NAME or user:NAME");
        }
        return fits;
    }

    /** {@code fail}, {@code escalate role:x}, or a choice that somebody has confirmed is meant. */
    private Overdue overdue(YamlNode.Field field, List<String> choices) {
        YamlNode node = field.value();
        if (node instanceof YamlNode.Fields fields) {
            return chosen(fields, choices);
        }
        String text = reading.text(node, "\"overdue\"").orElse("fail");
        if (text.startsWith("escalate ")) {
            String to = text.substring("escalate ".length()).strip();
            return assignee(node, to) ? new Overdue.Escalate(to) : new Overdue.Fail();
        }
        if (choices.contains(text)) {
            silentConsent(node, text);
        } else if (!text.equals("fail")) {
            reading.wrong(node, "\"overdue\"", "fail, \"escalate role:NAME\", or { choose: CHOICE, confirm: true }");
        }
        return new Overdue.Fail();
    }

    private Overdue chosen(YamlNode.Fields fields, List<String> choices) {
        reading.keys(fields, new TreeSet<>(Set.of("choose", "confirm")), Set.of(), "overdue");
        Optional<YamlNode> node = fields.value("choose");
        if (node.isEmpty()) {
            reading.missing(
                    fields.span(), "\"overdue\" needs a \"choose\"", "overdue: { choose: reject, confirm: true }");
            return new Overdue.Fail();
        }
        String choice = reading.text(node.get(), "\"choose\"").orElse("");
        boolean confirmed = fields.value("confirm")
                .filter(value -> value instanceof YamlNode.Scalar scalar
                        && scalar.style() == YamlNode.Style.PLAIN
                        && scalar.value().equals("true"))
                .isPresent();
        if (!choices.contains(choice)) {
            reading.problems()
                    .at(
                            node.get().span(),
                            Codes.UNKNOWN_NAME,
                            "\"" + Reading.shortened(choice) + "\" is none of the choices")
                    .cause("choices: " + String.join(", ", choices))
                    .fix("choose one of them");
        } else if (!confirmed) {
            silentConsent(node.get(), choice);
        }
        return new Overdue.Choose(choice);
    }

    private void silentConsent(YamlNode node, String choice) {
        reading.problems()
                .at(
                        node.span(),
                        Codes.SILENT_CONSENT,
                        "\"overdue\" picks the choice \"" + choice + "\" when nobody answers")
                .cause("silence would count as an answer")
                .fix("confirm that this is meant:\noverdue: { choose: " + choice + ", confirm: true }");
    }

    static String outputSchema(OutsideVerb.Human human) {
        String text = "{\"type\":\"string\"}";
        return "{\"type\":\"object\",\"properties\":{\"choice\":" + text + ",\"by\":" + text + ",\"comment\":" + text
                + ",\"form\":" + human.form().orElse("{}") + ",\"answers\":{\"type\":\"array\"}},"
                + "\"additionalProperties\":false}";
    }
}
