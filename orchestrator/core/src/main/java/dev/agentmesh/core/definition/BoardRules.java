package dev.agentmesh.core.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Who may write what on the blackboard of a workflow's runs. A section that is named like an agent is that agent's alone.
 *
 * @param sections what the workflow says of the shared sections it uses; the others follow the usual rules
 */
public record BoardRules(SequencedMap<String, Section> sections) {
    /** Sections that all agents share. */
    public static final List<String> SHARED = List.of("context", "messages", "artifacts", "metadata");
    /** The conversation: its entries say who, what and when, and never change. */
    public static final String MESSAGES = "messages";

    public static final BoardRules OPEN = new BoardRules(new LinkedHashMap<>());

    public BoardRules {
        sections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sections));
    }

    /**
     * One shared section.
     *
     * @param writers agents that may write it; empty for all
     */
    public record Section(Optional<List<String>> writers, Mode mode) {
        public Section {
            writers = writers.map(List::copyOf);
        }
    }

    /** What may be done to what stands there. */
    public enum Mode {
        /** Values are replaced by whoever has read what stands there. */
        VERSIONED,
        /** Nothing is replaced. */
        APPEND
    }

    public boolean mayWrite(String agent, String section) {
        if (!SHARED.contains(section)) {
            return section.equals(agent);
        }
        Section rule = sections.get(section);
        return rule == null
                || rule.writers().map(writers -> writers.contains(agent)).orElse(true);
    }

    public Mode mode(String section) {
        Section rule = sections.get(section);
        return section.equals(MESSAGES) || (rule != null && rule.mode() == Mode.APPEND) ? Mode.APPEND : Mode.VERSIONED;
    }
}
