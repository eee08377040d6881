package dev.agentmesh.language.schema;

/**
 * One reason why an input does not fit.
 *
 * @param path JSON Pointer into the input, empty for the whole
 * @param expected what the schema asks for
 * @param actual what the input has there
 * @param example a whole input that would fit, as JSON
 */
public record InputMisfit(String code, String path, String expected, String actual, String example) {
    /** One sentence. */
    public String message() {
        String place = path.isEmpty() ? "the input" : path;
        return "input does not fit: " + place + " should be " + expected + " but is " + actual;
    }
}
