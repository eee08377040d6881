package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.examples.codereview.checkstyle.CheckstyleRules;
import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.pmd.PmdRules;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import dev.agentmesh.examples.codereview.text.TextRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at form: what makes code harder to read, and later diffs harder to read. */
@Agent(value = "style", about = "Finds unused code, awkward form and untidy text in a file", costly = false)
public final class StyleAgent {
    /** The system property for the longest line allowed, in characters. */
    static final String LINE_LENGTH = "mesh.review.line-length";

    private final TextRules text =
            new TextRules(RuleCatalogue.standard(), Integer.getInteger(LINE_LENGTH, TextRules.DEFAULT_LINE_LENGTH));
    private final CheckstyleRules checkstyle = CheckstyleRules.load(RuleCatalogue.standard());
    private final PmdRules pmd = PmdRules.load("style", RuleCatalogue.standard());
    private final InjectedFault faults = InjectedFault.fromEnvironment("style");

    @Skill(about = "Analyzes one file")
    public Analysis analyze(FileTask task) throws IOException {
        faults.strike(task.path());
        return FileAnalysis.run(task, this::findings);
    }

    private List<Finding> findings(SourceText source, FileTask task, List<Note> notes) {
        List<Finding> findings = new ArrayList<>(text.check(source, task.ranges()));
        if (source.language() == Language.JAVA) {
            findings.addAll(checkstyle.analyze(source, notes));
            findings.addAll(pmd.analyze(source, notes));
        }
        return findings;
    }
}
