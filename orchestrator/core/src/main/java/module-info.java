/** The pure core: nothing but the JDK comes in, so that no clock, network or log can reach a decision. */
module dev.agentmesh.core {
    requires static org.jspecify;

    exports dev.agentmesh.core.definition;
    exports dev.agentmesh.core.expression;
    exports dev.agentmesh.core.value;
    exports dev.agentmesh.core.run;
    exports dev.agentmesh.core.decider;
}
