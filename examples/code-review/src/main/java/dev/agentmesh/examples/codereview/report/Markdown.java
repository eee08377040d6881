package dev.agentmesh.examples.codereview.report;

import java.util.List;

/** Text from a repository made harmless inside Markdown: it may hold anything, also Markdown and HTML. */
final class Markdown {
    private Markdown() {}

    /** Prose: nothing in it is formatting. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : oneLine(text).toCharArray()) {
            if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '>') {
                escaped.append("&gt;");
            } else if ("\\`*[]|~".indexOf(c) >= 0 || c == '_') {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** A code span; one more back-quote around it than it has inside. */
    static String code(String text) {
        String line = oneLine(text);
        String fence = fence(line, 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** The same inside a table, where a bar would end the cell. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A block of code, indented so that it belongs to a list item. */
    static String block(String language, List<String> lines, String indent) {
        String fence = fence(String.join("\n", lines), 3);
        StringBuilder block = new StringBuilder();
        block.append(indent).append(fence).append(language).append('\n');
        lines.forEach(line -> block.append(indent).append(oneLine(line)).append('\n'));
        return block.append(indent).append(fence).append('\n').toString();
    }

    private static String fence(String text, int least) {
        int longest = 0;
        int run = 0;
        for (char c : text.toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest == 0 ? least : Math.max(least, longest + 1));
    }

    /** Characters that would end the line, or change the order it is read in, become visible. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean hidden = Character.isISOControl(c) && c != '\t' || Character.getType(c) == Character.FORMAT;
            if (hidden) {
                line.append(String.format("\\u%04X", (int) c));
            } else {
                line.append(c == '\t' ? ' ' : c);
            }
        }
        return line.toString();
    }
}
