package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.pattern.PatternScanner;
import dev.agentmesh.examples.codereview.pmd.PmdRules;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks for work that is repeated, unbounded, or waited for without need. */
@Agent(value = "performance", about = "Finds slow spots and resources kept for nothing in a file", costly = false)
public final class PerformanceAgent {
    private final PatternScanner patterns = PatternScanner.performance(RuleCatalogue.standard());
    private final PmdRules pmd = PmdRules.load("performance", RuleCatalogue.standard());
    private final InjectedFault faults = InjectedFault.fromEnvironment("performance");

    @Skill(about = "Analyzes one file")
    public Analysis analyze(FileTask task) throws IOException {
        faults.strike(task.path());
        return FileAnalysis.run(task, this::findings);
    }

    private List<Finding> findings(SourceText source, FileTask task, List<Note> notes) {
        List<Finding> findings = new ArrayList<>(patterns.scan(source));
        if (source.language() == Language.JAVA) {
            findings.addAll(pmd.analyze(source, notes));
        }
        return findings;
    }
}
