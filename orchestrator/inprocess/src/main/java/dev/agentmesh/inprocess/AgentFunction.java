package dev.agentmesh.inprocess;

/** An agent as a function. Any exception is a failed attempt that may be tried again. */
@FunctionalInterface
public interface AgentFunction {
    Answer answer(TaskCall call) throws Exception;
}
