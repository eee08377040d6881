package dev.agentmesh.language.yaml;

import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;

/**
 * Where the characters of a scalar's value stand in the file. Quotes, escapes, folded lines and indentation lie between
 * them, so the value and its source are walked side by side: white space is aligned loosely, everything else exactly.
 */
public final class ScalarPlaces {
    private final SourceText source;
    private final YamlNode.Style style;
    private final int[] value;
    private final int[] places;
    private int at;

    private ScalarPlaces(SourceText source, YamlNode.Scalar scalar) {
        this.source = source;
        this.style = scalar.style();
        this.value = scalar.value().codePoints().toArray();
        this.places = new int[value.length + 1];
        this.at = scalar.span().start();
    }

    /** The stretch of the file that holds {@code length} code points of the value from {@code start} on. */
    public static Span find(SourceText source, YamlNode.Scalar scalar, int start, int length) {
        int[] places = new ScalarPlaces(source, scalar).walk();
        int from = places[Math.clamp(start, 0, places.length - 1)];
        int last = places[Math.clamp((long) start + length - 1, 0, places.length - 1)];
        boolean oneLine = source.line(from) == source.line(Math.max(from, last));
        return new Span(from, oneLine ? last - from + 1 : source.lineEnd(source.line(from)) - from);
    }

    private int[] walk() {
        skipOpening();
        for (int i = 0; i < value.length; i++) {
            places[i] = Character.isWhitespace(value[i]) ? space(value[i]) : visible(value[i]);
        }
        places[value.length] = Math.min(at, source.length());
        return places;
    }

    private void skipOpening() {
        switch (style) {
            case PLAIN -> {}
            case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
            case LITERAL, FOLDED -> {
                while (at < source.length() && source.at(at) != '\n') {
                    at++;
                }
                at++;
            }
        }
    }

    private int space(int point) {
        skipContinuations();
        int place = Math.min(at, Math.max(0, source.length() - 1));
        if (isEscape()) {
            at += escapeLength();
        } else if (at < source.length() && source.at(at) == point) {
            at++;
            if (point == '\n') {
                skipSpaces();
            }
        }
        return place;
    }

    private int visible(int point) {
        while (at < source.length()) {
            skipContinuations();
            int found = source.at(Math.min(at, source.length() - 1));
            int place = at;
            if (isEscape()) {
                at += escapeLength();
                return place;
            }
            if (found == point) {
                at += style == YamlNode.Style.SINGLE_QUOTED && point == '\'' ? 2 : 1;
                return place;
            }
            at++;
        }
        return Math.max(0, source.length() - 1);
    }

    /** Indentation behind a line break belongs to no character; the value's own spaces are found again by need. */
    private void skipSpaces() {
        if (style == YamlNode.Style.LITERAL || style == YamlNode.Style.FOLDED) {
            return;
        }
        while (at < source.length() && (source.at(at) == ' ' || source.at(at) == '\t')) {
            at++;
        }
    }

    private void skipContinuations() {
        while (isEscape() && at + 1 < source.length() && (source.at(at + 1) == '\n' || source.at(at + 1) == '\r')) {
            at += 2;
            while (at < source.length() && Character.isWhitespace(source.at(at))) {
                at++;
            }
        }
    }

    private boolean isEscape() {
        return style == YamlNode.Style.DOUBLE_QUOTED && at < source.length() && source.at(at) == '\\';
    }

    private int escapeLength() {
        int kind = at + 1 < source.length() ? source.at(at + 1) : 0;
        return switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }
}
