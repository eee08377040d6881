package dev.agentmesh.topics.message;

import java.util.regex.Pattern;

/**
 * What ids may look like. They end up in topic names, ACL prefixes, consumer group ids, file names and URLs, so the alphabet is
 * the part all of those take unharmed: no colon, slash, blank, control character or letter that has a look-alike.
 */
public final class Identifiers {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern STEP_PATH = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._-]+])?(/[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._-]+])?)*");
    /** A run brought about by another run carries that run's id, a tilde, and what it is to it; see {@link Correlation}. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(~[A-Za-z0-9._~-]{1,127})?");

    private static final Pattern BOARD_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int LONGEST_PATH = 1_024;
    private static final int SHOWN = 80;

    private Identifiers() {}

    /** A run's id: as callers choose them, or that of a run which another run brought about. */
    public static String requireRunId(String part, String value) {
        boolean fits =
                isId(value) || value.length() <= 256 && RUN.matcher(value).matches();
        return require(part, value, fits, RUN.pattern());
    }

    /** A workflow, version, instance or dead letter id, or a run id that a caller chose. */
    public static String requireId(String part, String value) {
        return require(part, value, isId(value), ID.pattern());
    }

    /** An agent's or a skill's name. */
    public static String requireName(String part, String value) {
        return require(part, value, isName(value), NAME.pattern());
    }

    /** Segments joined by {@code /}, each a step id with an optional lane in brackets: {@code files[3]/checks[security]/scan}. */
    public static String requireStepPath(String value) {
        boolean fits = isId(value)
                || value.length() <= LONGEST_PATH && STEP_PATH.matcher(value).matches();
        return require("stepPath", value, fits, STEP_PATH.pattern());
    }

    /** What stands under it is read as {@code board.SECTION.KEY}, so it looks like a step's id. */
    public static String requireBoardKey(String value) {
        return require("board key", value, BOARD_KEY.matcher(value).matches(), BOARD_KEY.pattern());
    }

    /** A task's id is made from the run and the step path, so that nobody can address one run under the key of another. */
    static String requireTaskId(String taskId, String runId, String stepPath) {
        if (!taskId.equals(runId + "/" + stepPath)) {
            throw new IllegalArgumentException(
                    "taskId is \"" + visible(taskId) + "\"; expected \"" + visible(runId + "/" + stepPath) + "\"");
        }
        return taskId;
    }

    /** Asked several times for every record, so not by the pattern it stands for. Every id is a path and a run id as well. */
    private static boolean isId(String value) {
        if (value.isEmpty() || value.length() > 128 || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String value) {
        if (value.isEmpty() || value.length() > 64 || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static String require(String part, String value, boolean fits, String pattern) {
        if (!fits) {
            throw new IllegalArgumentException(part + " \"" + visible(value) + "\" must match " + pattern);
        }
        return value;
    }

    /** Control characters and overrides must not reach a terminal through an error message. */
    private static String visible(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(SHOWN).forEach(c -> {
            if (c >= ' ' && c < 127) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return value.length() > SHOWN ? shown + "… (" + value.length() + " characters)" : shown.toString();
    }
}
