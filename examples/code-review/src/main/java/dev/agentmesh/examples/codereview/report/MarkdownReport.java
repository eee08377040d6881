package dev.agentmesh.examples.codereview.report;

import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.git.DiffReport;
import dev.agentmesh.examples.codereview.git.NotReviewed;
import dev.agentmesh.examples.codereview.source.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The review for people: what to do first, then the rest, then what was not looked at. */
final class MarkdownReport {
    /** Issues shown one by one; whoever has more starts with these. */
    private static final int SHOWN = 60;

    private static final int PLACES = 8;
    private static final int CODE_LENGTH = 160;

    /** Lines of code quoted for one item. */
    private static final int QUOTED = 3;

    private final RuleCatalogue rules;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(RuleCatalogue rules) {
        this.rules = rules;
    }

    static String of(Review review, RuleCatalogue rules) {
        return new MarkdownReport(rules).write(review);
    }

    private String write(Review review) {
        head(review);
        incomplete(review);
        serious(review);
        small(review);
        notReviewed(review.diff().notReviewed());
        remarks(review);
        nearby(review);
        foot(review);
        return out.toString();
    }

    private void head(Review review) {
        DiffReport diff = review.diff();
        line("# Code review: " + Markdown.text(diff.name()));
        line("");
        line("Range " + Markdown.code(diff.range().replaceAll("\\b([0-9a-f]{8})[0-9a-f]{32}\\b", "$1")) + " (`"
                + diff.base().substring(0, 8) + "` to `"
                + diff.head().substring(0, 8) + "`)"
                + (diff.subject().isEmpty() ? "" : ", newest commit: " + Markdown.text(diff.subject())));
        line("");
        line("**" + verdict(review) + "**");
        line("");
        if (!review.issues().isEmpty()) {
            counts(review.issues());
        }
    }

    /** One sentence that says what a reader has to do. */
    static String verdict(Review review) {
        DiffReport diff = review.diff();
        if (diff.files().isEmpty() && diff.notReviewed().isEmpty()) {
            return "Nothing changed in this range.";
        }
        if (diff.files().isEmpty()) {
            return "Nothing to review: none of the changed files has new lines of text.";
        }
        Map<Severity, Integer> counts = review.counts();
        int serious = counts.getOrDefault(Severity.critical, 0) + counts.getOrDefault(Severity.high, 0);
        String found = review.issues().isEmpty()
                ? "No findings"
                : serious > 0
                        ? plural(serious, "finding") + " to fix before merging, "
                                + (review.issues().size() - serious) + " more"
                        : plural(review.issues().size(), "finding") + ", none of them severe";
        String where = " in " + plural(diff.addedLines(), "changed line") + " of "
                + plural(diff.files().size(), "file");
        return found + where + "." + (review.isPartial() ? " The review is partial." : "");
    }

    private void counts(List<Issue> issues) {
        Map<Severity, Map<String, Integer>> table = new EnumMap<>(Severity.class);
        for (Issue issue : issues) {
            table.computeIfAbsent(issue.severity(), ignored -> new LinkedHashMap<>())
                    .merge(issue.sources().getFirst().agent(), 1, Integer::sum);
        }
        line("| severity | security | performance | style |");
        line("|---|--:|--:|--:|");
        table.forEach((severity, byAgent) -> line("| " + severity + " | " + byAgent.getOrDefault("security", 0) + " | "
                + byAgent.getOrDefault("performance", 0) + " | " + byAgent.getOrDefault("style", 0) + " |"));
        line("");
    }

    private void incomplete(Review review) {
        if (review.incomplete().isEmpty()) {
            return;
        }
        line("> [!WARNING]");
        line("> " + plural(review.incomplete().size(), "file") + " of "
                + review.diff().files().size() + " could not be reviewed by every agent:");
        line(">");
        for (Incomplete file : review.incomplete()) {
            String why = file.missing().stream()
                    .map(missing -> missing.agent() + " failed with "
                            + missing.failure().code() + " ("
                            + Markdown.text(missing.failure().message()) + ")")
                    .collect(Collectors.joining("; "));
            line("> - " + Markdown.code(file.path()) + ": " + file.completed() + " of " + FileReview.AGENTS
                    + " agents completed; " + why);
        }
        line("");
    }

    /** Critical to medium, with the lines and what to do; one rule broken several times in a file is one item. */
    private void serious(Review review) {
        SequencedMap<String, List<Issue>> items = new LinkedHashMap<>();
        for (Issue issue : review.issues()) {
            if (issue.severity().isWorseThan(Severity.low)) {
                items.computeIfAbsent(
                                issue.severity() + "\n" + issue.rule() + "\n" + issue.path(),
                                ignored -> new ArrayList<>())
                        .add(issue);
            }
        }
        Severity current = null;
        int number = 0;
        for (List<Issue> item : items.sequencedValues().stream().limit(SHOWN).toList()) {
            if (item.getFirst().severity() != current) {
                current = item.getFirst().severity();
                line("## " + capitalized(current.name()));
                line("");
            }
            item(++number, item);
        }
        if (items.size() > SHOWN) {
            line((items.size() - SHOWN) + " more of these are in `review.sarif`.");
            line("");
        }
    }

    private void item(int number, List<Issue> issues) {
        Issue first = issues.getFirst();
        String lines = issues.stream()
                .limit(PLACES)
                .map(issue -> String.valueOf(issue.line()))
                .collect(Collectors.joining(", "));
        boolean same = issues.stream().allMatch(issue -> issue.message().equals(first.message()));
        line(number + ". **" + Markdown.text(same ? first.message() : title(first.rule())) + "** — "
                + Markdown.code(first.path() + ":" + lines)
                + (issues.size() > PLACES ? " and " + (issues.size() - PLACES) + " more" : ""));
        String indent = " ".repeat((number + ". ").length());
        List<String> code = issues.stream()
                .map(Issue::code)
                .filter(line -> !line.isBlank())
                .limit(QUOTED)
                .map(MarkdownReport::shortened)
                .toList();
        if (!code.isEmpty()) {
            String language = Language.detect(first.path(), "").id();
            line("");
            out.append(Markdown.block(language.equals("text") ? "" : language, code, indent));
        }
        line("");
        String help = rules.find(first.rule()).map(Rule::help).orElse("");
        String sources =
                issues.stream().flatMap(MarkdownReport::sources).distinct().collect(Collectors.joining(", "));
        line(indent + (help.isEmpty() ? "" : Markdown.text(help) + " ") + "(" + sources + ")");
        line("");
    }

    private static Stream<String> sources(Issue issue) {
        return issue.sources().stream()
                .map(source -> Markdown.code(source.rule()) + (issue.isDisputed() ? " says " + source.severity() : ""));
    }

    /** Low and info by rule: a list of places is quicker to work through than a list of sentences. */
    private void small(Review review) {
        SequencedMap<String, List<Issue>> byRule = new LinkedHashMap<>();
        for (Issue issue : review.issues()) {
            if (!issue.severity().isWorseThan(Severity.low)) {
                byRule.computeIfAbsent(issue.rule(), ignored -> new ArrayList<>())
                        .add(issue);
            }
        }
        if (byRule.isEmpty() && review.omitted() == 0) {
            return;
        }
        line("## Low and info");
        line("");
        if (!byRule.isEmpty()) {
            line("| what | severity | how often | where |");
            line("|---|---|--:|---|");
            byRule.forEach((rule, issues) -> line("| " + Markdown.text(title(rule)) + " (" + Markdown.cell(rule)
                    + ") | " + issues.getFirst().severity() + " | " + issues.size() + " | " + places(issues) + " |"));
            line("");
        }
        if (review.omitted() > 0) {
            line(plural(review.omitted(), "more finding")
                    + " did not fit into the tasks; they are the least severe of their files.");
            line("");
        }
    }

    private String title(String rule) {
        return rules.find(rule).map(Rule::title).orElse(rule);
    }

    /** Places grouped by file: a.java:3, 9, 12. */
    private static String places(List<Issue> issues) {
        SequencedMap<String, List<String>> byFile = new LinkedHashMap<>();
        issues.stream()
                .limit(PLACES)
                .forEach(issue -> byFile.computeIfAbsent(issue.path(), ignored -> new ArrayList<>())
                        .add(String.valueOf(issue.line())));
        String text = byFile.entrySet().stream()
                .map(file -> Markdown.cell(file.getKey() + ":" + String.join(", ", file.getValue())))
                .collect(Collectors.joining("<br>"));
        return issues.size() > PLACES ? text + "<br>and " + (issues.size() - PLACES) + " more" : text;
    }

    private void notReviewed(List<NotReviewed> groups) {
        if (groups.isEmpty()) {
            return;
        }
        line("## Not reviewed");
        line("");
        line("| why | files | which |");
        line("|---|--:|---|");
        for (NotReviewed group : groups) {
            String paths = group.paths().stream().limit(5).map(Markdown::cell).collect(Collectors.joining("<br>"));
            String more = group.count() > 5 ? "<br>and " + (group.count() - 5) + " more" : "";
            line("| " + (group.gap() ? "**" + Markdown.text(group.text()) + "**" : Markdown.text(group.text())) + " | "
                    + group.count() + " | " + paths + more + " |");
        }
        line("");
    }

    private void remarks(Review review) {
        if (review.remarks().isEmpty()) {
            return;
        }
        line("## Analyzed in part");
        line("");
        review.remarks().stream()
                .limit(30)
                .forEach(remark -> line("- " + Markdown.code(remark.path()) + ": " + remark.tool() + ": "
                        + Markdown.text(remark.message())));
        line("");
    }

    private void nearby(Review review) {
        if (review.nearby().total() == 0) {
            return;
        }
        line("## Outside the change");
        line("");
        line(plural(review.nearby().total(), "finding") + " in lines this change did not touch "
                + (review.nearby().total() == 1 ? "is" : "are") + " not counted above. Examples: "
                + review.nearby().byRule().stream()
                        .limit(5)
                        .map(rule -> title(rule.rule()).toLowerCase(Locale.ROOT) + " ("
                                + Markdown.code(rule.places().getFirst()) + ")")
                        .collect(Collectors.joining(", "))
                + ".");
        line("");
    }

    private void foot(Review review) {
        line("---");
        line("");
        line("Made by the agents diff, security, performance, style and synthesis from commit `"
                + review.diff().head() + "`. The same findings for tools: `review.sarif`.");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String shortened(String code) {
        return code.length() <= CODE_LENGTH ? code : code.substring(0, CODE_LENGTH - 1) + "…";
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
