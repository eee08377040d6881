package dev.agentmesh.language.expression;

import java.util.List;

/**
 * An expression ready to run; shared between threads.
 *
 * @param slots how many loop variables it needs room for
 * @param references its free names, in the order they stand in
 */
record CompiledExpression(String text, Node root, int slots, List<Reference> references) {
    Object eval(Frame frame) throws Fault {
        frame.prepare(slots);
        return root.eval(frame);
    }
}
