package dev.agentmesh.examples.codereview;

import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.FindingSelection;
import dev.agentmesh.examples.codereview.finding.Note;
import dev.agentmesh.examples.codereview.git.GitRepository;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the three analyzing agents have in common: read the file, look at it, bound the answer. */
final class FileAnalysis {
    private FileAnalysis() {}

    /** Looks at one file; safe to be called by several threads at once. */
    @FunctionalInterface
    interface Analyzer {
        /** @param notes receives what could not be done */
        List<Finding> findings(SourceText source, FileTask task, List<Note> notes);
    }

    static Analysis run(FileTask task, Analyzer analyzer) throws IOException {
        SourceText source;
        try (GitRepository repository = GitRepository.open(task.repository())) {
            source = SourceText.of(task.path(), Language.of(task.language()), repository.content(task.blob()));
        }
        List<Note> notes = new ArrayList<>();
        if (!source.utf8()) {
            notes.add(new Note("text", "Not UTF-8; read as ISO 8859-1"));
        }
        List<Finding> findings = analyzer.findings(source, task, notes);
        return FindingSelection.select(
                findings,
                notes,
                task.ranges(),
                task.roomForFindings(),
                source.lines().size());
    }
}
