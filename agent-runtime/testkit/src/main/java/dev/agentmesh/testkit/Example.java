package dev.agentmesh.testkit;

/**
 * An input and what it must come to.
 *
 * @param skill the skill it is for
 * @param input any value Jackson can write
 */
public record Example(String skill, Object input, Expectation expectation) {
    /** What must become of an input. */
    public enum Expectation {
        COMPLETES,
        IS_POISON,
        IS_DECLINED
    }

    /** An input the skill can work with. Every skill needs one. */
    public static Example completes(String skill, Object input) {
        return new Example(skill, input, Expectation.COMPLETES);
    }

    /** An input that fits the schema and can never succeed. */
    public static Example isPoison(String skill, Object input) {
        return new Example(skill, input, Expectation.IS_POISON);
    }

    /** An input that fits the schema and gets a business "no". */
    public static Example isDeclined(String skill, Object input) {
        return new Example(skill, input, Expectation.IS_DECLINED);
    }
}
