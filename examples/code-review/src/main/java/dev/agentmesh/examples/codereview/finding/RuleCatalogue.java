package dev.agentmesh.examples.codereview.finding;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Every rule the analyzers may report, read once from {@code rules.json}. Severities and kinds of PMD's and Checkstyle's
 * rules are ours, decided here: theirs are made for a whole code base, ours for lines somebody just changed.
 */
public final class RuleCatalogue {
    private static final RuleCatalogue STANDARD = read("rules.json");

    private final SequencedMap<String, Rule> rules;

    private RuleCatalogue(SequencedMap<String, Rule> rules) {
        this.rules = rules;
    }

    public static RuleCatalogue standard() {
        return STANDARD;
    }

    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** @throws IllegalArgumentException when there is no such rule: a mistake in an analyzer */
    public Rule rule(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("Expected a rule of rules.json but found " + id));
    }

    public Collection<Rule> all() {
        return rules.sequencedValues();
    }

    /** Rules of one tool, in the catalogue's order. */
    public List<Rule> ofTool(String tool) {
        return rules.values().stream().filter(rule -> rule.tool().equals(tool)).toList();
    }

    private static RuleCatalogue read(String resource) {
        try (InputStream json = Objects.requireNonNull(RuleCatalogue.class.getResourceAsStream(resource), resource)) {
            SequencedMap<String, Rule> rules = new LinkedHashMap<>();
            for (Rule rule : JsonMapper.builder().build().readValue(json, new TypeReference<List<Rule>>() {})) {
                if (rules.put(rule.id(), rule) != null) {
                    throw new IllegalStateException("Expected each rule once but found again: " + rule.id());
                }
            }
            return new RuleCatalogue(rules);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
