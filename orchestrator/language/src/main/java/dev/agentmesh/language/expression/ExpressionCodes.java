package dev.agentmesh.language.expression;

/** The codes an evaluation can fail with. Each is raised here and nowhere else. */
public final class ExpressionCodes {
    /** The text is no expression of the language. The parser reports the same code with a place in the file. */
    public static final String SYNTAX = "MESH-2005";

    /** A name, a key or an index that is not there. */
    public static final String MISSING = "MESH-4130";

    /** An operator or a function met a value of a type it does not take. */
    public static final String TYPE = "MESH-4131";

    /** Division by zero, or a number that leaves its range. */
    public static final String ARITHMETIC = "MESH-4132";

    /** The evaluation used up its steps. */
    public static final String COST = "MESH-4133";

    /** The whole expression has a value of the wrong type: a condition that is no bool, items that are no list. */
    public static final String RESULT_TYPE = "MESH-4134";

    /** The result has more bytes than a payload may have. */
    public static final String RESULT_SIZE = "MESH-4135";

    /** A function got an argument outside of what it takes: a range, a pattern, a text to convert. */
    public static final String ARGUMENT = "MESH-4136";

    /** A value is looked into that travels by reference, so that only the reference is here. */
    public static final String ARTIFACT = "MESH-4137";

    private ExpressionCodes() {}
}
