package dev.agentmesh.language.type;

/** The kinds of values, by the names that expressions give them. */
public enum Kind {
    BOOL("bool"),
    INT("int"),
    DOUBLE("double"),
    STRING("string"),
    LIST("list"),
    MAP("map"),
    NULL("null");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    boolean isNumber() {
        return this == INT || this == DOUBLE;
    }
}
