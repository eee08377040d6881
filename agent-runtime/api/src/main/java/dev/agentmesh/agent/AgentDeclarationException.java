package dev.agentmesh.agent;

/** An agent cannot be served as it was declared. The author must change it; trying again does not help. */
public final class AgentDeclarationException extends RuntimeException {
    public static final String BAD_AGENT_NAME = "MESH-3001";
    public static final String BAD_SKILL_NAME = "MESH-3002";
    public static final String NO_HOST = "MESH-3003";
    public static final String BAD_WIDTH = "MESH-3004";
    public static final String NOTHING_TO_SERVE = "MESH-3005";

    private static final long serialVersionUID = 1L;
    private final String code;

    /** The message starts with the code, so that it survives any log format. */
    public AgentDeclarationException(String code, String text) {
        super(code + " " + text);
        this.code = code;
    }

    /** Such as {@code MESH-3001}. */
    public String code() {
        return code;
    }
}
