package dev.agentmesh.host.shape;

/** A Java type has no form that JSON Schema and Jackson would both understand. Carries the sentence for the author. */
public final class UndescribableType extends Exception {
    private static final long serialVersionUID = 1;

    UndescribableType(String what) {
        super(what);
    }
}
