package dev.agentmesh.language.expression;

/** A compiled part of an expression. Immutable; shared between threads. */
interface Node {
    Object eval(Frame frame) throws Fault;
}
