package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run's steps share: the header's {@code board} and a step's {@code context}. */
final class SharingParts {
    private SharingParts() {}

    static Part context(ContextRule rule) {
        Word strategy = Word.text(rule.strategy().name().toLowerCase(Locale.ROOT));
        List<String> include = Stream.concat(
                        rule.steps().stream(), rule.sections().stream().map(section -> "board." + section))
                .toList();
        if (include.isEmpty()) {
            return strategy;
        }
        List<Entry> entries = new ArrayList<>();
        if (rule.strategy() != ContextRule.Strategy.LAYERED) {
            entries.add(Entry.of("strategy", strategy));
        }
        entries.add(Entry.of("include", names(include)));
        return new Part.Mapping(entries, Layout.FLOW);
    }

    static Part board(BoardRules rules) {
        List<Entry> sections = new ArrayList<>();
        rules.sections().forEach((name, section) -> {
            List<Entry> said = new ArrayList<>();
            section.writers().ifPresent(writers -> said.add(Entry.of("writers", names(writers))));
            said.add(Entry.of("mode", Word.text(section.mode().name().toLowerCase(Locale.ROOT))));
            sections.add(Entry.of(name, new Part.Mapping(said, Layout.FLOW)));
        });
        return new Part.Mapping(sections, Layout.BLOCK);
    }

    private static Part names(List<String> names) {
        return new Part.Listing(
                names.stream().map(name -> Entry.item(Word.text(name))).toList(), Layout.FLOW);
    }
}
