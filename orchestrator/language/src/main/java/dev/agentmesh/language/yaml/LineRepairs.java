package dev.agentmesh.language.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to write a line so that YAML leaves its expressions alone, the smallest change first. */
final class LineRepairs {
    private static final Pattern DOUBLE_BRACES = Pattern.compile("\\{\\{\\s*(.*?)\\s*\\}\\}");
    private static final Pattern ENTRY = Pattern.compile("^(\\s*(?:- )*[A-Za-z_][\\w.-]*:\\s+)(\\S.*?)\\s*$");
    private static final Pattern ITEM = Pattern.compile("^(\\s*(?:- )+)(\\S.*?)\\s*$");
    private static final Pattern FLOW_MAP =
            Pattern.compile("^(\\s*(?:- )*[A-Za-z_][\\w.-]*:\\s+\\{\\s*)(\\S.*?)(\\s*\\}\\s*)$");
    private static final Pattern NEXT_FIELD = Pattern.compile(",\\s*(?=[A-Za-z_]\\w*:\\s)");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z_]\\w*:\\s+)([^\\s\"'\\[{].*)");

    private LineRepairs() {}

    static List<String> of(String line) {
        var repairs = new ArrayList<String>();
        add(repairs, line, withoutDoubleBraces(line));
        add(repairs, line, withQuotedInsertions(line));
        withOneFieldQuoted(line).forEach(repair -> add(repairs, line, repair));
        add(repairs, line, withQuotedPart(line, ENTRY, 2));
        add(repairs, line, withQuotedPart(line, ITEM, 2));
        return repairs;
    }

    private static void add(List<String> repairs, String line, String repair) {
        if (!repair.equals(line)) {
            repairs.add(repair);
        }
    }

    /** {@code v: {{ x }}} becomes {@code v: ${x}}. */
    static String withoutDoubleBraces(String line) {
        return DOUBLE_BRACES.matcher(line).replaceAll(found -> Matcher.quoteReplacement("${" + found.group(1) + "}"));
    }

    /** Quotes each <code>${...}</code> that is not in quotes. */
    private static String withQuotedInsertions(String line) {
        var result = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && line.startsWith("${", i)) {
                int end = end(line, i + 2);
                result.append(quoted(line.substring(i, end)));
                i = end - 1;
                continue;
            }
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            result.append(c);
        }
        return result.toString();
    }

    /** {@code x: { a: b, c: d }} with one of its values quoted, each in turn. */
    private static List<String> withOneFieldQuoted(String line) {
        var repairs = new ArrayList<String>();
        Matcher map = FLOW_MAP.matcher(line);
        if (!map.matches()) {
            return repairs;
        }
        String[] fields = NEXT_FIELD.split(map.group(2), -1);
        for (int i = 0; i < fields.length; i++) {
            Matcher field = FIELD.matcher(fields[i]);
            if (field.matches()) {
                String[] mended = fields.clone();
                mended[i] = field.group(1) + quoted(field.group(2).strip());
                repairs.add(map.group(1) + String.join(", ", mended) + map.group(3));
            }
        }
        return repairs;
    }

    private static int end(String line, int from) {
        int depth = 1;
        for (int i = from; i < line.length(); i++) {
            depth += line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return line.length();
    }

    private static String withQuotedPart(String line, Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches() || isUnfinished(matcher.group(group))) {
            return line;
        }
        return line.substring(0, matcher.start(group))
                + quoted(matcher.group(group))
                + line.substring(matcher.end(group));
    }

    /** A bracket or a quote that opens and does not close is no text that lacks quotes. */
    private static boolean isUnfinished(String value) {
        char first = value.charAt(0);
        if (first == '"' || first == '\'') {
            return value.indexOf(first, 1) < 0;
        }
        return first == '[' && value.indexOf(']') < 0 || first == '{' && value.indexOf('}') < 0;
    }

    /** Single quotes where the value has double ones, so that it stays readable. */
    static String quoted(String value) {
        if (!value.contains("\"")) {
            return '"' + value.replace("\\", "\\\\") + '"';
        }
        return '\'' + value.replace("'", "''") + '\'';
    }
}
