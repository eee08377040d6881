package dev.agentmesh.language.expression;

import java.util.ArrayList;
import java.util.List;

/** Functions of texts. Positions count code points, as CEL's do; case changes touch ASCII only, so no locale matters. */
final class TextFunctions {
    private TextFunctions() {}

    static String charAt(String text, long index, Meter meter) throws Fault {
        int at = position(text, index, meter);
        return at == text.length() ? "" : Character.toString(text.codePointAt(at));
    }

    static long indexOf(String text, String wanted, long from, Meter meter) throws Fault {
        int found = TextSearch.indexOf(text, wanted, position(text, from, meter), meter);
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    static long lastIndexOf(String text, String wanted, long from, Meter meter) throws Fault {
        int found = TextSearch.lastIndexOf(text, wanted, position(text, from, meter), meter);
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    static String substring(String text, long from, long to, Meter meter) throws Fault {
        int start = position(text, from, meter);
        int end = position(text, to, meter);
        if (start > end) {
            throw new Fault(ExpressionCodes.ARGUMENT, "substring from " + from + " to " + to + " runs backwards");
        }
        return text.substring(start, end);
    }

    static long length(String text, Meter meter) throws Fault {
        meter.chargeCharacters(text.length());
        return text.codePointCount(0, text.length());
    }

    private static int position(String text, long index, Meter meter) throws Fault {
        meter.chargeCharacters(text.length());
        int length = text.codePointCount(0, text.length());
        if (index < 0 || index > length) {
            throw new Fault(
                    ExpressionCodes.ARGUMENT, "position " + index + " is not in a text of " + length + " characters");
        }
        return text.offsetByCodePoints(0, (int) index);
    }

    static String replace(String text, String old, String replacement, long limit, Meter meter) throws Fault {
        if (limit == 0) {
            return text;
        }
        if (old.isEmpty()) {
            return replaceBetween(text, replacement, limit, meter);
        }
        var result = new StringBuilder();
        int copied = 0;
        long left = limit;
        int found = TextSearch.indexOf(text, old, 0, meter);
        while (found >= 0 && left != 0) {
            meter.chargeCharacters((long) found - copied + replacement.length());
            result.append(text, copied, found).append(replacement);
            copied = found + old.length();
            left--;
            found = TextSearch.indexOf(text, old, copied, meter);
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** An empty search text is found before each character and at the end. */
    private static String replaceBetween(String text, String replacement, long limit, Meter meter) throws Fault {
        var result = new StringBuilder();
        long left = limit;
        int at = 0;
        while (left != 0 && at <= text.length()) {
            meter.chargeCharacters(16L + replacement.length());
            result.append(replacement);
            left--;
            if (at == text.length()) {
                return result.toString();
            }
            int next = text.offsetByCodePoints(at, 1);
            result.append(text, at, next);
            at = next;
        }
        return result.append(text, at, text.length()).toString();
    }

    static List<Object> split(String text, String separator, long limit, Meter meter) throws Fault {
        var parts = new ArrayList<Object>();
        if (limit == 0) {
            return parts;
        }
        if (separator.isEmpty()) {
            return characters(text, limit, meter);
        }
        int start = 0;
        int found = TextSearch.indexOf(text, separator, 0, meter);
        while (found >= 0 && (limit < 0 || parts.size() + 1 < limit)) {
            parts.add(text.substring(start, found));
            start = found + separator.length();
            found = TextSearch.indexOf(text, separator, start, meter);
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static List<Object> characters(String text, long limit, Meter meter) throws Fault {
        meter.charge(text.length());
        var parts = new ArrayList<Object>();
        int at = 0;
        while (at < text.length()) {
            int next = limit > 0 && parts.size() + 1 == limit ? text.length() : text.offsetByCodePoints(at, 1);
            parts.add(text.substring(at, next));
            at = next;
        }
        return parts;
    }

    static String join(List<?> parts, String separator, Meter meter) throws Fault {
        var result = new StringBuilder();
        boolean first = true;
        for (Object part : parts) {
            if (!(part instanceof String text)) {
                throw new Fault(
                        ExpressionCodes.TYPE, "join takes a list of strings but found " + Types.described(part));
            }
            meter.chargeCharacters((long) text.length() + separator.length());
            result.append(first ? "" : separator).append(text);
            first = false;
        }
        return result.toString();
    }

    static String lower(String text, Meter meter) throws Fault {
        return mapAscii(text, 'A', 'Z', 32, meter);
    }

    static String upper(String text, Meter meter) throws Fault {
        return mapAscii(text, 'a', 'z', -32, meter);
    }

    private static String mapAscii(String text, char first, char last, int distance, Meter meter) throws Fault {
        meter.chargeCharacters(text.length());
        var result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(c >= first && c <= last ? (char) (c + distance) : c);
        }
        return result.toString();
    }

    static String trim(String text, Meter meter) throws Fault {
        meter.chargeCharacters(text.length());
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Unicode's White_Space property, written down so that no JDK's Unicode version can change it. */
    private static boolean isSpace(char c) {
        return c >= 0x09 && c <= 0x0d
                || c == ' '
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200a
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    static String reverse(String text, Meter meter) throws Fault {
        meter.chargeCharacters(text.length());
        return new StringBuilder(text).reverse().toString();
    }
}
