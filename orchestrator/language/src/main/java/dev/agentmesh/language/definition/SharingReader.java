package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.ContextRule.Strategy;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a run's steps share: the header's {@code board} and a step's {@code context}. */
final class SharingReader {
    private static final Pattern SECTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String SECTION_RULE =
            "one of " + String.join(", ", BoardRules.SHARED) + ", or an agent's name";
    private static final String BOARD = "board.";
    private static final List<String> STRATEGIES = List.of("layered", "minimal", "full");
    private static final List<String> MODES = List.of("versioned", "append");

    private final Reading reading;

    SharingReader(Reading reading) {
        this.reading = reading;
    }

    /** {@code [metadata, messages]}, or each section with {@code writers} and {@code mode}. */
    BoardRules board(YamlNode node) {
        SequencedMap<String, BoardRules.Section> sections = new LinkedHashMap<>();
        switch (node) {
            case YamlNode.Items items ->
                items.items()
                        .forEach(item -> reading.text(item, "a section of the board")
                                .flatMap(name -> shared(item, name))
                                .ifPresent(name -> sections.put(name, usual(name))));
            case YamlNode.Fields fields ->
                fields.fields()
                        .forEach(field -> shared(field.key(), field.name())
                                .ifPresent(name -> sections.put(name, section(name, field.value()))));
            case YamlNode.Scalar scalar -> reading.wrong(scalar, "\"board\"", "a list or a map of sections");
        }
        return new BoardRules(sections);
    }

    private static BoardRules.Section usual(String name) {
        boolean talk = name.equals(BoardRules.MESSAGES);
        return new BoardRules.Section(Optional.empty(), talk ? BoardRules.Mode.APPEND : BoardRules.Mode.VERSIONED);
    }

    private Optional<String> shared(YamlNode node, String name) {
        if (BoardRules.SHARED.contains(name)) {
            return Optional.of(name);
        }
        reading.problems()
                .at(node.span(), Codes.UNKNOWN_NAME, "the board has no section \"" + Reading.shortened(name) + "\"")
                .suggest(Nearest.to(name, BoardRules.SHARED))
                .cause("shared sections: " + String.join(", ", BoardRules.SHARED)
                        + "; a section of its own every agent has without a word")
                .fix("use one of them");
        return Optional.empty();
    }

    private BoardRules.Section section(String name, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.isEmpty()) {
            return usual(name);
        }
        Optional<YamlNode.Fields> fields = reading.fields(node, "section \"" + name + "\"");
        if (fields.isEmpty()) {
            return usual(name);
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("writers", "mode")), Set.of(), "section \"" + name + "\"");
        Optional<List<String>> writers = fields.get()
                .value("writers")
                .flatMap(list -> reading.items(list, "\"writers\""))
                .map(list -> list.items().stream()
                        .flatMap(item -> reading.name(item, "a writer", SECTION, "an agent's name").stream())
                        .toList());
        BoardRules.Mode mode = fields.get()
                .value("mode")
                .flatMap(value -> word(value, "\"mode\"", MODES))
                .map(word -> BoardRules.Mode.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(usual(name).mode());
        return new BoardRules.Section(writers, mode);
    }

    /** {@code minimal}, or {@code { strategy, include }}. */
    ContextRule context(YamlNode node, Scope scope, String user) {
        if (node instanceof YamlNode.Scalar) {
            return new ContextRule(strategy(node), List.of(), List.of());
        }
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"context\"");
        if (fields.isEmpty()) {
            return ContextRule.LAYERED;
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("strategy", "include")), Set.of(), "context");
        List<String> steps = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        fields.get()
                .value("include")
                .flatMap(list -> reading.items(list, "\"include\""))
                .ifPresent(list -> list.items().forEach(item -> include(item, scope, user, steps, sections)));
        return new ContextRule(
                fields.get().value("strategy").map(this::strategy).orElse(Strategy.LAYERED), steps, sections);
    }

    private Strategy strategy(YamlNode node) {
        return word(node, "\"context\"", STRATEGIES)
                .map(word -> Strategy.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Strategy.LAYERED);
    }

    private void include(YamlNode item, Scope scope, String user, List<String> steps, List<String> sections) {
        Optional<String> name = reading.text(item, "what is included");
        if (name.isEmpty()) {
            return;
        }
        if (name.get().startsWith(BOARD)) {
            String section = name.get().substring(BOARD.length());
            if (SECTION.matcher(section).matches()) {
                sections.add(section);
            } else {
                reading.problems()
                        .at(
                                item.span(),
                                Codes.BAD_NAME,
                                "\"" + Reading.shortened(section) + "\" is no section of the board")
                        .cause("a section is " + SECTION_RULE)
                        .fix("write board.metadata, for example");
            }
        } else if (scope.step(name.get()).isPresent()) {
            steps.add(name.get());
        } else {
            reading.problems()
                    .at(
                            item.span(),
                            Codes.STEP_NOT_VISIBLE,
                            user + " includes \"" + Reading.shortened(name.get()) + "\", which is no step it can see")
                    .cause("what is included is the id of an earlier step, or board.SECTION")
                    .fix("name an earlier step, or leave it out");
        }
    }

    private Optional<String> word(YamlNode node, String what, List<String> known) {
        Optional<String> word = reading.text(node, what);
        if (word.isPresent() && !known.contains(word.get())) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.WRONG_SHAPE,
                            what + " must be one of " + String.join(", ", known) + " but is \""
                                    + Reading.shortened(word.get()) + "\"")
                    .suggest(Nearest.to(word.get(), known))
                    .fix("use one of them");
            return Optional.empty();
        }
        return word;
    }
}
