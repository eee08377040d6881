package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Analysis;
import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.git.ChangedFile;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.report.Issue.Source;
import dev.agentmesh.examples.codereview.report.Review.Nearby;
import dev.agentmesh.examples.codereview.report.Review.Remark;
import dev.agentmesh.examples.codereview.report.Review.RuleCount;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Joins what the agents found: one issue per file, line and kind whoever noticed it, at the highest severity anybody gave it.
 * Equal inputs give equal reviews, so a repeated task writes the same bytes.
 */
final class Synthesis {
    private static final int PLACES = 5;
    private static final String SECRET = "hard-coded-secret";

    private final RuleCatalogue rules;
    private final Function<ChangedFile, Optional<SourceText>> sources;
    private final List<Issue> issues = new ArrayList<>();
    private final List<Incomplete> incomplete = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final Map<String, List<String>> nearby = new TreeMap<>();
    private int nearbyTotal;
    private int omitted;

    private Synthesis(RuleCatalogue rules, Function<ChangedFile, Optional<SourceText>> sources) {
        this.rules = rules;
        this.sources = sources;
    }

    /**
     * @param reviews one per file of {@code diff}, in its order; missing ones count as failed
     * @param sources the text of a file, for the lines that are shown
     */
    static Review of(
            DiffReport diff,
            List<FileReview> reviews,
            RuleCatalogue rules,
            Function<ChangedFile, Optional<SourceText>> sources) {
        Synthesis synthesis = new Synthesis(rules, sources);
        for (int i = 0; i < diff.files().size(); i++) {
            synthesis.add(diff.files().get(i), i < reviews.size() ? reviews.get(i) : FileReview.NONE);
        }
        synthesis.issues.sort(Issue.WORST_FIRST);
        return new Review(
                diff, synthesis.issues, synthesis.omitted, synthesis.nearby(), synthesis.incomplete, synthesis.remarks);
    }

    /** A finding and the agent that sent it. */
    private record Said(String agent, Finding finding) {}

    /** What makes two findings one. The ordinal keeps two of one rule on one line apart. */
    private record Key(int line, String kind, int ordinal) {}

    private void add(ChangedFile file, FileReview review) {
        List<Incomplete.Missing> missing = new ArrayList<>();
        List<Said> changed = new ArrayList<>();
        review.byAgent().forEach((agent, analysis) -> {
            Analysis.Failure failure = analysis.failure();
            if (failure != null) {
                missing.add(new Incomplete.Missing(agent, failure));
            }
            omitted += analysis.omittedChanged();
            nearbyTotal += analysis.omittedNearby();
            analysis.notes().forEach(note -> remark(file, note.tool(), note.message()));
            for (Finding finding : analysis.findings()) {
                if (isChanged(file, finding)) {
                    changed.add(new Said(agent, finding));
                } else {
                    nearbyTotal++;
                    nearby.computeIfAbsent(finding.rule(), ignored -> new ArrayList<>())
                            .add(file.path() + ":" + finding.line());
                }
            }
        });
        if (!missing.isEmpty()) {
            incomplete.add(new Incomplete(file.path(), FileReview.AGENTS - missing.size(), missing));
        }
        if (!changed.isEmpty()) {
            merge(file, changed);
        }
    }

    private void remark(ChangedFile file, String tool, String message) {
        Remark remark = new Remark(file.path(), tool, message);
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    private static boolean isChanged(ChangedFile file, Finding finding) {
        return file.ranges().stream().anyMatch(range -> range.overlaps(finding.line(), finding.endLine()));
    }

    private void merge(ChangedFile file, List<Said> said) {
        SequencedMap<Key, List<Said>> groups = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Said one : said) {
            Finding finding = one.finding();
            String kind = rules.find(finding.rule()).map(Rule::kind).orElse(finding.rule());
            int ordinal = seen.merge(finding.line() + " " + finding.rule(), 1, Integer::sum);
            groups.computeIfAbsent(new Key(finding.line(), kind, ordinal), ignored -> new ArrayList<>())
                    .add(one);
        }
        Optional<SourceText> source = sources.apply(file);
        Map<String, Integer> occurrences = new HashMap<>();
        groups.forEach(
                (key, group) -> issues.add(issue(file, key, group, source, hasSecret(groups, key), occurrences)));
    }

    /** A line that holds a secret is never quoted, whatever else was found on it. */
    private static boolean hasSecret(Map<Key, List<Said>> groups, Key key) {
        return groups.keySet().stream()
                .anyMatch(other -> other.line() == key.line() && other.kind().equals(SECRET));
    }

    private Issue issue(
            ChangedFile file,
            Key key,
            List<Said> group,
            Optional<SourceText> source,
            boolean secret,
            Map<String, Integer> occurrences) {
        List<Said> ranked = group.stream()
                .sorted(Comparator.comparing(Said::finding, Finding.WORST_FIRST).thenComparing(Said::agent))
                .toList();
        Finding worst = ranked.getFirst().finding();
        int line = firstChangedLine(file, worst);
        String code = source.map(text -> text.line(worst.line())).orElse("");
        String identity = key.kind() + "\n" + file.path() + "\n" + code.replaceAll("\\s+", " ");
        int occurrence = occurrences.merge(identity, 1, Integer::sum);
        return new Issue(
                file.path(),
                worst.line(),
                worst.endLine(),
                worst.severity(),
                worst.rule(),
                worst.message(),
                secret || line != worst.line() ? "" : code,
                Sha256.hex(identity + "\n" + occurrence).substring(0, 32),
                List.copyOf(new LinkedHashSet<>(ranked.stream()
                        .map(one -> new Source(
                                one.agent(), one.finding().rule(), one.finding().severity()))
                        .toList())));
    }

    /** A finding about a whole method begins before the change that it is counted for. */
    private static int firstChangedLine(ChangedFile file, Finding finding) {
        return file.ranges().stream()
                .filter(range -> range.overlaps(finding.line(), finding.endLine()))
                .mapToInt(LineRange::start)
                .map(start -> Math.max(start, finding.line()))
                .findFirst()
                .orElse(finding.line());
    }

    private Nearby nearby() {
        List<RuleCount> counts = nearby.entrySet().stream()
                .map(entry -> new RuleCount(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().limit(PLACES).toList()))
                .sorted(Comparator.comparing(RuleCount::count).reversed().thenComparing(RuleCount::rule))
                .toList();
        return new Nearby(nearbyTotal, counts);
    }
}
