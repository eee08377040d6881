package dev.agentmesh.examples.codereview.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a file. Lines end at {@code \n} only, as git counts them, so that a line number here is one of the diff's.
 *
 * @param path with forward slashes; names the file in messages, is never opened
 * @param lines without their line ends
 * @param endings the end of each line: one character per line, see {@link Ending}
 * @param utf8 false when the bytes are not UTF-8 and were read as ISO 8859-1, which loses nothing but meaning
 */
public record SourceText(String path, Language language, List<String> lines, List<Ending> endings, boolean utf8) {
    /** How a line ends. */
    public enum Ending {
        LF,
        CRLF,
        /** The last line, when nothing follows it. */
        NONE
    }

    public SourceText {
        lines = List.copyOf(lines);
        endings = List.copyOf(endings);
    }

    public static SourceText of(String path, Language language, byte[] bytes) {
        int from = hasByteOrderMark(bytes) ? 3 : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(content)
                    .toString();
            return split(path, language, text, true);
        } catch (CharacterCodingException ignored) {
            return split(path, language, new String(bytes, StandardCharsets.ISO_8859_1), false);
        }
    }

    public static SourceText of(String path, Language language, String text) {
        return split(path, language, text, true);
    }

    /**
     * The whole text as parsers should see it: {@code \n} between lines, and a lone {@code \r} as a space, because parsers
     * count it as a line end and git does not.
     */
    public String normalized() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).replace('\r', ' '));
            if (endings.get(i) != Ending.NONE) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** The line, without leading and trailing space; empty when the file has no such line. */
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1).strip();
    }

    /** Whether the file is test code or test material, by the folders it lies in or its name. */
    public boolean isTest() {
        return isTest(path);
    }

    static boolean isTest(String path) {
        return path.matches("(?i)(.*/)?(tests?|testing|__tests__|fixtures?|testdata|specs?|it|mocks?)/.*")
                || path.matches(".*(Test|Tests|IT|Spec)\\.(java|kt|groovy|scala)")
                || path.matches("(.*/)?(test_[^/]*\\.py|[^/]*_test\\.(py|go)|[^/]*\\.(test|spec)\\.[jt]sx?)");
    }

    private static SourceText split(String path, Language language, String text, boolean utf8) {
        List<String> lines = new ArrayList<>();
        List<Ending> endings = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
            lines.add(text.substring(start, carriageReturn ? end - 1 : end));
            endings.add(carriageReturn ? Ending.CRLF : Ending.LF);
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
            endings.add(Ending.NONE);
        }
        return new SourceText(path, language, lines, endings, utf8);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
