package dev.agentmesh.language.testfile;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.definition.JsonText;
import dev.agentmesh.language.definition.Reading;
import dev.agentmesh.language.testfile.Happening.Deed;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code during}. For one file. */
final class HappeningReader {
    /** Every deed's word, with the keys that may stand beside it. */
    static final Map<String, Set<String>> DEEDS = new TreeMap<>(Map.of(
            "cancel", Set.of(),
            "pause", Set.of(),
            "resume", Set.of(),
            "redirect", Set.of("to"),
            "redrive", Set.of("input"),
            "answer", Set.of("choice", "form", "comment", "by", "roles"),
            "signal", Set.of("with"),
            "event", Set.of("with")));

    private static final String WHAT = "what happens during a case";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Reading reading;
    private final ExpectedReader steps;

    /** @param steps knows which steps there are */
    HappeningReader(Reading reading, ExpectedReader steps) {
        this.reading = reading;
        this.steps = steps;
    }

    List<Happening> read(YamlNode node) {
        return reading.items(node, "\"during\"")
                .map(items -> items.items().stream()
                        .flatMap(item -> one(item).stream())
                        .toList())
                .orElse(List.of());
    }

    private Optional<Happening> one(YamlNode written) {
        return reading.fields(written, WHAT).flatMap(fields -> {
            List<YamlNode.Field> words = fields.fields().stream()
                    .filter(field -> DEEDS.containsKey(field.name()))
                    .toList();
            if (words.size() != 1) {
                reading.missing(
                        fields.span(),
                        "say exactly one of: " + String.join(", ", DEEDS.keySet()),
                        "- { at: 5s, cancel: \"the user left\" }");
                return Optional.empty();
            }
            YamlNode.Field word = words.getFirst();
            Set<String> known = new TreeSet<>(Set.of("at", "refused", word.name()));
            known.addAll(DEEDS.getOrDefault(word.name(), Set.of()));
            reading.keys(fields, known, Set.of(), WHAT);
            Optional<Duration> at =
                    fields.value("at").flatMap(time -> reading.duration(time, "\"at\"", Duration.ZERO, LONGEST));
            return deed(fields, word).map(deed -> new Happening(at, deed, text(fields, "refused")));
        });
    }

    private Optional<Deed> deed(YamlNode.Fields fields, YamlNode.Field word) {
        Optional<String> text = reading.text(word.value(), "\"" + word.name() + "\"");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String said = text.get();
        return switch (word.name()) {
            case "cancel" -> Optional.of(new Happening.Cancel(said));
            case "pause" -> Optional.of(new Happening.Pause(said));
            case "resume" -> Optional.of(new Happening.Resume(said));
            case "redirect" -> {
                steps.knownStep(word.value(), said);
                yield redirection(fields, said);
            }
            case "redrive" -> {
                steps.knownStep(word.value(), said);
                yield Optional.of(new Happening.Redrive(said, payload(fields, "input")));
            }
            case "answer" -> {
                steps.knownStep(word.value(), said);
                yield decision(fields, said);
            }
            case "signal" ->
                Optional.of(new Happening.Signaled(said, payload(fields, "with").orElse(Payload.NULL)));
            default ->
                Optional.of(
                        new Happening.Announced(said, payload(fields, "with").orElse(Payload.NULL)));
        };
    }

    private Optional<Deed> redirection(YamlNode.Fields fields, String step) {
        if (fields.value("to").isEmpty()) {
            reading.missing(
                    fields.span(),
                    "say \"to\" which agent",
                    "- { redirect: " + Reading.shortened(step) + ", to: other-agent/skill }");
            return Optional.empty();
        }
        return text(fields, "to").map(to -> new Happening.Redirect(step, to));
    }

    private Optional<Deed> decision(YamlNode.Fields fields, String step) {
        if (fields.value("choice").isEmpty()) {
            reading.missing(
                    fields.span(),
                    "an answer needs a \"choice\"",
                    "- { answer: " + Reading.shortened(step) + ", choice: approve }");
            return Optional.empty();
        }
        List<String> roles = fields.value("roles")
                .flatMap(node -> reading.items(node, "\"roles\""))
                .map(items -> items.items().stream()
                        .flatMap(item -> reading.text(item, "a role").stream())
                        .toList())
                .orElse(List.of());
        return text(fields, "choice")
                .map(choice -> new Happening.Decide(
                        step,
                        choice,
                        payload(fields, "form"),
                        text(fields, "comment").orElse(""),
                        text(fields, "by"),
                        roles));
    }

    private Optional<String> text(YamlNode.Fields fields, String key) {
        return fields.value(key).flatMap(node -> reading.text(node, "\"" + key + "\""));
    }

    private Optional<Payload> payload(YamlNode.Fields fields, String key) {
        return fields.value(key).map(node -> Payload.json(JsonText.of(node, reading)));
    }
}
