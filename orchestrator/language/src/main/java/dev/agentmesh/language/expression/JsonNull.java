package dev.agentmesh.language.expression;

/** JSON's null as a value, so that Java's null never stands for data. */
enum JsonNull {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
