package dev.agentmesh.examples.codereview.finding;

/**
 * What is known about a rule.
 *
 * @param id {@code tool/name}
 * @param kind what it is about; rules of different tools with one kind are one finding when they meet on a line
 * @param severity of a finding in production code
 * @param title what is wrong, a few words
 * @param help what to do about it, one or two sentences
 * @param uri where more is said; empty when the help is all there is
 */
public record Rule(String id, String kind, Severity severity, String title, String help, String uri) {
    public String tool() {
        return id.substring(0, id.indexOf('/'));
    }

    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** A finding of this rule at its usual severity. */
    public Finding at(int line, int endLine, String message) {
        return at(line, endLine, severity, message);
    }

    public Finding at(int line, int endLine, Severity severity, String message) {
        return new Finding(id, tool(), severity, line, endLine, message);
    }
}
