package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.pattern.PatternScanner;
import dev.agentmesh.examples.codereview.pmd.PmdRules;
import dev.agentmesh.examples.codereview.secret.SecretScanner;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks for secrets and for code that lets others in. */
@Agent(value = "security", about = "Finds secrets, dangerous calls and disabled protections in a file", costly = false)
public final class SecurityAgent {
    private final SecretScanner secrets = new SecretScanner(RuleCatalogue.standard());
    private final PatternScanner patterns = PatternScanner.security(RuleCatalogue.standard());
    private final PmdRules pmd = PmdRules.load("security", RuleCatalogue.standard());
    private final InjectedFault faults = InjectedFault.fromEnvironment("security");

    @Skill(about = "Analyzes one file; values of secrets are masked")
    public Analysis analyze(FileTask task) throws IOException {
        faults.strike(task.path());
        return FileAnalysis.run(task, this::findings);
    }

    private List<Finding> findings(SourceText source, FileTask task, List<Note> notes) {
        List<Finding> findings = new ArrayList<>(secrets.scan(source));
        findings.addAll(patterns.scan(source));
        if (source.language() == Language.JAVA) {
            findings.addAll(pmd.analyze(source, notes));
        }
        return findings;
    }
}
