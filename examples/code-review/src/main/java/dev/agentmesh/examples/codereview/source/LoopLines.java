package dev.agentmesh.examples.codereview.source;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines run once per turn of a loop. The head of a loop is not among them, it may run once only. */
public final class LoopLines {
    private static final Pattern BRACE_TOKEN = Pattern.compile("\\b(?:for|while|do)\\b|\\.forEach\\b|[(){};]");
    private static final Pattern PYTHON_HEAD = Pattern.compile("(\\s*)(?:async\\s+)?(?:for|while)\\b.*:\\s*");
    private static final Pattern SHELL_TOKEN = Pattern.compile("(?:^|[;&|\\s])(do|done)(?=$|[;&|\\s)])");

    private final BitSet lines = new BitSet();

    private LoopLines() {}

    public static LoopLines of(Language language, CodeView view) {
        LoopLines loops = new LoopLines();
        switch (language.syntax()) {
            case BRACES, SCRIPT -> loops.markBraces(view.codeOnly());
            case PYTHON -> loops.markIndented(view.codeOnly());
            case HASH -> loops.markShell(view.codeOnly());
            case NONE -> {}
        }
        return loops;
    }

    /** @param line from 1 */
    public boolean contains(int line) {
        return lines.get(line);
    }

    private void markBraces(List<String> code) {
        Deque<Boolean> blocks = new ArrayDeque<>();
        int loopDepth = 0;
        int parentheses = 0;
        int headDepth = -1;
        boolean headSeen = false;
        for (int i = 0; i < code.size(); i++) {
            if (loopDepth > 0) {
                lines.set(i + 1);
            }
            Matcher tokens = BRACE_TOKEN.matcher(code.get(i));
            while (tokens.find()) {
                switch (tokens.group()) {
                    case "(" -> parentheses++;
                    case ")" -> parentheses = Math.max(0, parentheses - 1);
                    case "{" -> {
                        blocks.push(headSeen);
                        loopDepth += headSeen ? 1 : 0;
                        headSeen = false;
                    }
                    case "}" -> loopDepth -= !blocks.isEmpty() && blocks.pop() ? 1 : 0;
                    // The semicolons inside for(;;) do not end the statement.
                    case ";" -> headSeen = headSeen && parentheses > headDepth;
                    default -> {
                        headSeen = true;
                        headDepth = parentheses;
                    }
                }
            }
            if (headSeen && parentheses <= headDepth && !code.get(i).isBlank()) {
                markNext(code, i);
            }
        }
    }

    /** A loop without braces: its one statement is on the next line. */
    private void markNext(List<String> code, int head) {
        for (int i = head + 1; i < code.size(); i++) {
            if (!code.get(i).isBlank()) {
                if (!code.get(i).strip().startsWith("{")) {
                    lines.set(i + 1);
                }
                return;
            }
        }
    }

    private void markIndented(List<String> code) {
        Deque<Integer> heads = new ArrayDeque<>();
        for (int i = 0; i < code.size(); i++) {
            String line = code.get(i);
            if (line.isBlank()) {
                continue;
            }
            int indent = line.length() - line.stripLeading().length();
            while (!heads.isEmpty() && indent <= heads.peek()) {
                heads.pop();
            }
            if (!heads.isEmpty()) {
                lines.set(i + 1);
            }
            if (PYTHON_HEAD.matcher(line).matches()) {
                heads.push(indent);
            }
        }
    }

    private void markShell(List<String> code) {
        int depth = 0;
        for (int i = 0; i < code.size(); i++) {
            int before = depth;
            Matcher tokens = SHELL_TOKEN.matcher(code.get(i));
            while (tokens.find()) {
                depth = Math.max(0, depth + (tokens.group(1).equals("do") ? 1 : -1));
            }
            if (before > 0 && depth > 0) {
                lines.set(i + 1);
            }
        }
    }
}
