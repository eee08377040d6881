package dev.agentmesh.language.testfile;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.language.definition.Reading;
import dev.agentmesh.language.testfile.ScriptedAnswer.Said;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what an agent answers: one answer for every call, or a list. Of a list, an answer without {@code when} and without
 * {@code times} is given once, the last one for ever.
 */
final class AnswerReader {
    static final Set<String> SAID =
            new TreeSet<>(Set.of("output", "outputs", "fails", "declines", "poison", "lost", "silent"));
    static final Set<String> KEYS = new TreeSet<>(SAID);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_TIMES = 1_000_000;

    static {
        KEYS.addAll(Set.of("when", "times", "delay"));
    }

    private final Reading reading;
    private final TestExpressions expressions;

    AnswerReader(Reading reading, TestExpressions expressions) {
        this.reading = reading;
        this.expressions = expressions;
    }

    List<ScriptedAnswer> read(YamlNode node) {
        if (!(node instanceof YamlNode.Items list)) {
            return answers(node, true);
        }
        List<ScriptedAnswer> all = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            all.addAll(answers(list.items().get(i), i == list.items().size() - 1));
        }
        if (all.isEmpty()) {
            reading.missing(node.span(), "an agent needs at least one answer", "my-agent: { output: 1 }");
        }
        return all;
    }

    private List<ScriptedAnswer> answers(YamlNode node, boolean last) {
        Optional<YamlNode.Fields> written = reading.fields(node, "an agent's answer");
        if (written.isEmpty()) {
            return List.of();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, KEYS, Set.of(), "an agent's answer");
        List<YamlNode.Field> said = fields.fields().stream()
                .filter(field -> SAID.contains(field.name()))
                .toList();
        if (said.size() != 1) {
            reading.missing(
                    fields.span(),
                    "an answer is exactly one of: " + String.join(", ", SAID),
                    "my-agent: { output: { text: \"hello\" } }");
            return List.of();
        }
        Optional<Expression> when = fields.value("when").flatMap(n -> expressions.bare(n, "\"when\""));
        OptionalInt times = fields.value("times")
                .map(n -> reading.whole(n, "\"times\"", 1, MOST_TIMES))
                .orElse(OptionalInt.empty());
        Duration delay = fields.value("delay")
                .flatMap(n -> reading.duration(n, "\"delay\"", Duration.ZERO, LONGEST))
                .orElse(Duration.ZERO);
        boolean once = times.isEmpty() && when.isEmpty() && !last;
        var form = new ScriptedAnswer(when, once ? OptionalInt.of(1) : times, new Said.Nothing(), delay);
        YamlNode.Field word = said.getFirst();
        return word.name().equals("outputs") ? outputs(word.value(), form) : List.of(with(form, said(word)));
    }

    /** One after the other; the last is given as often as is asked. */
    private List<ScriptedAnswer> outputs(YamlNode node, ScriptedAnswer form) {
        List<YamlNode> items =
                reading.items(node, "\"outputs\"").map(YamlNode.Items::items).orElse(List.of());
        List<ScriptedAnswer> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            OptionalInt times = i == items.size() - 1 ? OptionalInt.empty() : OptionalInt.of(1);
            all.add(new ScriptedAnswer(
                    form.when(), times, new Said.Output(expressions.template(items.get(i))), form.delay()));
        }
        return all;
    }

    private static ScriptedAnswer with(ScriptedAnswer form, Said said) {
        return new ScriptedAnswer(form.when(), form.times(), said, form.delay());
    }

    private Said said(YamlNode.Field word) {
        return switch (word.name()) {
            case "output" -> new Said.Output(expressions.template(word.value()));
            case "fails" -> wrong(FailureKind.TRANSIENT, word);
            case "declines" -> wrong(FailureKind.DECLINED, word);
            case "poison" -> wrong(FailureKind.POISON, word);
            case "lost" -> new Said.Wrong(FailureKind.LOST, "LOST", "the worker vanished");
            default -> new Said.Nothing();
        };
    }

    /** A code, or a code with a message. */
    private Said wrong(FailureKind kind, YamlNode.Field word) {
        if (word.value() instanceof YamlNode.Fields fields) {
            reading.keys(fields, new TreeSet<>(Set.of("code", "message")), Set.of(), "\"" + word.name() + "\"");
            String code = fields.value("code")
                    .flatMap(node -> reading.text(node, "\"code\""))
                    .orElse(kind.name());
            String message = fields.value("message")
                    .flatMap(node -> reading.text(node, "\"message\""))
                    .orElse(code);
            return new Said.Wrong(kind, code, message);
        }
        String code = reading.text(word.value(), "\"" + word.name() + "\"").orElse(kind.name());
        return new Said.Wrong(kind, code, code.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
