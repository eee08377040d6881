package dev.agentmesh.examples.codereview.pattern;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.pattern.PatternRule.View;
import dev.agentmesh.examples.codereview.source.CodeView;
import dev.agentmesh.examples.codereview.source.LoopLines;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Applies pattern rules to a file. Immutable, for any number of threads. */
public final class PatternScanner {
    /** Longer lines are data or minified code; patterns on them cost much and tell nothing. */
    private static final int LONGEST_LINE = 500;

    private final RuleCatalogue catalogue;
    private final List<PatternRule> rules;

    private PatternScanner(RuleCatalogue catalogue, List<PatternRule> rules) {
        this.catalogue = catalogue;
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> catalogue.rule(rule.rule()));
    }

    public static PatternScanner security(RuleCatalogue catalogue) {
        return new PatternScanner(catalogue, SecurityPatterns.ALL);
    }

    public static PatternScanner performance(RuleCatalogue catalogue) {
        return new PatternScanner(catalogue, PerformancePatterns.ALL);
    }

    public List<Finding> scan(SourceText source) {
        List<PatternRule> applicable = rules.stream()
                .filter(rule -> rule.languages().contains(source.language()))
                .filter(rule -> rule.where() != PatternRule.Where.PRODUCTION || !source.isTest())
                .toList();
        if (applicable.isEmpty()) {
            return List.of();
        }
        CodeView view = CodeView.of(source);
        LoopLines loops = LoopLines.of(source.language(), view);
        Set<Finding> findings = new LinkedHashSet<>();
        for (PatternRule rule : applicable) {
            scan(source, rule, view, loops, findings);
        }
        return List.copyOf(findings);
    }

    private void scan(SourceText source, PatternRule pattern, CodeView view, LoopLines loops, Set<Finding> findings) {
        List<String> lines = pattern.view() == View.CODE ? view.codeOnly() : view.withStrings();
        Rule rule = catalogue.rule(pattern.rule());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean looked = line.length() <= LONGEST_LINE
                    && (pattern.where() != PatternRule.Where.IN_LOOPS || loops.contains(i + 1));
            if (looked && pattern.pattern().matcher(line).find() && !excused(pattern, i, view)) {
                Severity severity = source.isTest() ? rule.severity().lower().lower() : rule.severity();
                findings.add(rule.at(i + 1, i + 1, severity, rule.title()));
            }
        }
    }

    private static boolean excused(PatternRule rule, int line, CodeView view) {
        Pattern unless = rule.unless();
        if (unless != null && unless.matcher(view.withStrings().get(line)).find()) {
            return true;
        }
        Pattern unlessInFile = rule.unlessInFile();
        return unlessInFile != null
                && view.withStrings().stream()
                        .anyMatch(text -> unlessInFile.matcher(text).find());
    }
}
