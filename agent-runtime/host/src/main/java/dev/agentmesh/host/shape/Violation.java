package dev.agentmesh.host.shape;

/**
 * Where a value departs from its shape.
 *
 * @param pointer JSON Pointer (RFC 6901); empty for the value itself
 * @param expected what the shape asks for
 * @param found what stands there, long values shortened
 */
public record Violation(String pointer, String expected, String found) {
    /** One clause for a person. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the value" : pointer) + ": expected " + expected + ", found " + found;
    }
}
