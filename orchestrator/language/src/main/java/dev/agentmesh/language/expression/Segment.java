package dev.agentmesh.language.expression;

/** A piece of a text with expressions in it. */
public sealed interface Segment {
    /** Text as it stands, escapes undone. */
    record Text(String text) implements Segment {}

    /**
     * What stands between <code>${</code> and <code>}</code>.
     *
     * @param start code points from the text's start to the expression's first character
     */
    record Code(String expression, int start) implements Segment {}
}
