package dev.agentmesh.examples.codereview.pmd;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.rule.Rule;
import net.sourceforge.pmd.lang.rule.RuleSet;
import net.sourceforge.pmd.lang.rule.RuleSetLoader;
import net.sourceforge.pmd.reporting.Report;
import net.sourceforge.pmd.reporting.RuleViolation;

/**
 * PMD's rules of one of our rule sets. Loaded once per process; each file is an analysis of its own on copies of the rules,
 * because PMD's rules keep state while they visit a tree. For any number of threads.
 */
public final class PmdRules {
    private static final String TOOL = "pmd";

    private final RuleCatalogue catalogue;
    private final RuleSet rules;

    private PmdRules(RuleCatalogue catalogue, RuleSet rules) {
        this.catalogue = catalogue;
        this.rules = rules;
        for (Rule rule : rules.getRules()) {
            catalogue.rule(TOOL + "/" + rule.getName());
        }
    }

    /** @param name of a rule set beside this class: security, performance or style */
    public static PmdRules load(String name, RuleCatalogue catalogue) {
        String resource = PmdRules.class.getPackageName().replace('.', '/') + "/" + name + ".xml";
        return new PmdRules(catalogue, new RuleSetLoader().loadFromResource(resource));
    }

    /** @param notes receives a note when the file could not be analyzed */
    public List<Finding> analyze(SourceText source, List<Note> notes) {
        try {
            return findings(source, run(source), notes);
        } catch (StackOverflowError e) {
            notes.add(new Note(TOOL, "Could not analyze the file: nested too deeply"));
            return List.of();
        }
    }

    private List<Finding> findings(SourceText source, Report report, List<Note> notes) {
        List<Finding> findings = new ArrayList<>();
        for (RuleViolation violation : report.getViolations()) {
            var rule = catalogue.rule(TOOL + "/" + violation.getRule().getName());
            Severity severity = source.isTest() ? rule.severity().lower() : rule.severity();
            findings.add(rule.at(
                    violation.getBeginLine(), violation.getEndLine(), severity, oneLine(violation.getDescription())));
        }
        report.getProcessingErrors()
                .forEach(error -> notes.add(new Note(TOOL, "Could not analyze the file: " + oneLine(error.getMsg()))));
        return findings;
    }

    private Report run(SourceText source) {
        PMDConfiguration configuration = new PMDConfiguration();
        configuration.setIgnoreIncrementalAnalysis(true);
        configuration.setThreads(0);
        configuration.setOnlyRecognizeLanguage(LanguageRegistry.PMD.getLanguageById("java"));
        try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
            rules.getRules().forEach(rule -> analysis.addRuleSet(RuleSet.forSingleRule(rule.deepCopy())));
            analysis.files().addSourceFile(FileId.fromPathLikeString(source.path()), source.normalized());
            return analysis.performAnalysisAndCollectReport();
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
