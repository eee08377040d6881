package dev.agentmesh.examples.codereview.text;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import dev.agentmesh.examples.codereview.source.SourceText.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Checks of lines and line ends. Immutable, for any number of threads. */
public final class TextRules {
    public static final int DEFAULT_LINE_LENGTH = 120;

    private static final Set<Language> FREE_FORM = Set.of(
            Language.MARKDOWN, Language.JSON, Language.HTML, Language.XML, Language.TEXT, Language.CSS, Language.SQL);
    private static final Set<Language> TABS_ARE_SYNTAX = Set.of(Language.GO, Language.MAKEFILE, Language.TEXT);
    private static final List<String> UNBREAKABLE = List.of("import ", "package ", "from ", "#include ", "using ");
    private static final String MARKS = "TODO|FIXME|XXX|HACK";
    private static final Pattern OPEN_END = Pattern.compile("(?:^|[^\\w\"'`])(" + MARKS + ")\\b(?![\"'`|\\w-])(.*)");
    private static final Pattern TICKET =
            Pattern.compile("#\\d+|\\b[A-Z][A-Z0-9]+-\\d+|https?://|\\b(?:gh|bug|issue)[-/ ]?\\d+");
    private static final Pattern COMMENT_START = Pattern.compile("//|#|/\\*|^\\s*\\*|<!--|--|;");
    private static final Pattern HIDDEN_DIRECTION = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private final RuleCatalogue rules;
    private final int lineLength;

    /** @param lineLength characters a line may have */
    public TextRules(RuleCatalogue rules, int lineLength) {
        this.rules = rules;
        this.lineLength = lineLength;
    }

    /** @param changed lines by which the style of a file is judged when it mixes two */
    public List<Finding> check(SourceText source, List<LineRange> changed) {
        List<Finding> findings = new ArrayList<>();
        if (source.path().endsWith(".svg")) {
            return findings;
        }
        for (int i = 0; i < source.lines().size(); i++) {
            line(source, i + 1, source.lines().get(i), findings);
        }
        conflictMarkers(source, findings);
        indentation(source, findings);
        lineEndings(source, changed, findings);
        finalNewline(source, findings);
        return findings;
    }

    private void line(SourceText source, int number, String line, List<Finding> findings) {
        if (!line.isEmpty() && Character.isWhitespace(line.charAt(line.length() - 1)) && !isLineBreak(source, line)) {
            add("trailing-whitespace", number, "Blanks at the end of the line", findings);
        }
        int length = line.codePointCount(0, line.length());
        if (length > lineLength && !FREE_FORM.contains(source.language()) && !isLongByNature(line)) {
            add("line-too-long", number, "Line has " + length + " characters, more than " + lineLength, findings);
        }
        if (HIDDEN_DIRECTION.matcher(line).find()) {
            add("hidden-direction", number, "Invisible characters change the order this line is shown in", findings);
        }
        todo(number, line, source, findings);
    }

    /** Nobody can break an import, an address or a single word. */
    private static boolean isLongByNature(String line) {
        String text = line.strip();
        if (UNBREAKABLE.stream().anyMatch(text::startsWith)) {
            return true;
        }
        List<String> words = List.of(text.split("\\s+"));
        boolean marked = words.size() == 2 && words.getFirst().length() <= 2;
        return words.size() == 1
                || marked
                || words.stream().anyMatch(word -> word.length() > 40 && word.contains("://"));
    }

    /** Two blanks at the end of a Markdown line are a line break. */
    private static boolean isLineBreak(SourceText source, String line) {
        return source.language() == Language.MARKDOWN && line.endsWith("  ") && !line.isBlank();
    }

    private void todo(int number, String line, SourceText source, List<Finding> findings) {
        Matcher match = OPEN_END.matcher(line);
        if (!match.find() || source.language() == Language.MARKDOWN || source.language() == Language.JSON) {
            return;
        }
        Matcher comment = COMMENT_START.matcher(line);
        boolean inComment = comment.find() && comment.start() < match.start(1);
        if (inComment && !TICKET.matcher(match.group(2)).find()) {
            add("todo-without-ticket", number, match.group(1) + " without a ticket", findings);
        }
    }

    /** A line of seven signs alone may be a heading's underline: all three kinds must be there, in order. */
    private void conflictMarkers(SourceText source, List<Finding> findings) {
        int ours = 0;
        int middle = 0;
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            if (line.startsWith("<<<<<<< ")) {
                ours = i + 1;
                middle = 0;
            } else if (ours > 0 && line.equals("=======")) {
                middle = i + 1;
            } else if (middle > 0 && line.startsWith(">>>>>>> ")) {
                findings.add(rules.rule("text/conflict-marker")
                        .at(ours, i + 1, "Merge conflict left unresolved, up to line " + (i + 1)));
                ours = 0;
                middle = 0;
            }
        }
    }

    private void indentation(SourceText source, List<Finding> findings) {
        if (TABS_ARE_SYNTAX.contains(source.language()) || source.language() == Language.MARKDOWN) {
            return;
        }
        long tabbed =
                source.lines().stream().filter(line -> line.startsWith("\t")).count();
        long spaced = source.lines().stream()
                .filter(line -> line.startsWith("  ") && !indentOf(line).contains("\t"))
                .count();
        for (int i = 0; i < source.lines().size(); i++) {
            String indent = indentOf(source.lines().get(i));
            if (indent.contains(" \t")) {
                add("mixed-indentation", i + 1, "Blanks before a tab in the indentation", findings);
            } else if (indent.startsWith("\t") && tabbed < spaced) {
                add("mixed-indentation", i + 1, "Tab in a file indented with blanks", findings);
            } else if (indent.startsWith("    ") && spaced < tabbed) {
                add("mixed-indentation", i + 1, "Blanks in a file indented with tabs", findings);
            }
        }
    }

    private static String indentOf(String line) {
        return line.isBlank()
                ? ""
                : line.substring(0, line.length() - line.stripLeading().length());
    }

    private void lineEndings(SourceText source, List<LineRange> changed, List<Finding> findings) {
        long crlf = source.endings().stream()
                .filter(ending -> ending == Ending.CRLF)
                .count();
        long lf =
                source.endings().stream().filter(ending -> ending == Ending.LF).count();
        if (crlf == 0 || lf == 0) {
            return;
        }
        Ending rare = crlf <= lf ? Ending.CRLF : Ending.LF;
        List<Integer> odd = IntStream.rangeClosed(1, source.lines().size())
                .filter(line -> source.endings().get(line - 1) == rare)
                .boxed()
                .toList();
        int first = odd.stream()
                .filter(line -> changed.stream().anyMatch(range -> range.overlaps(line, line)))
                .findFirst()
                .orElse(odd.getFirst());
        String text = Math.min(crlf, lf) + " lines end with " + rare + ", the other " + Math.max(crlf, lf) + " do not";
        add("mixed-line-endings", first, text, findings);
    }

    private void finalNewline(SourceText source, List<Finding> findings) {
        int last = source.lines().size();
        if (last > 0 && source.endings().getLast() == Ending.NONE && source.language() != Language.JSON) {
            add("no-final-newline", last, "No line end at the end of the file", findings);
        }
    }

    private void add(String rule, int line, String message, List<Finding> findings) {
        findings.add(rules.rule("text/" + rule).at(line, line, message));
    }
}
