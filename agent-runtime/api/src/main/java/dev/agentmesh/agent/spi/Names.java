package dev.agentmesh.agent.spi;

import dev.agentmesh.agent.AgentDeclarationException;
import java.util.regex.Pattern;

/** What agents and skills may be called: their names become part of topic names, ACL prefixes and URLs. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int SHOWN = 80;

    private Names() {}

    /**
     * The name, if an agent may have it.
     *
     * @throws AgentDeclarationException {@code MESH-3001} otherwise
     */
    public static String requireAgent(String name) {
        return require(AgentDeclarationException.BAD_AGENT_NAME, "agent name", name);
    }

    /**
     * The skill's name, if a skill may have it.
     *
     * @throws AgentDeclarationException {@code MESH-3002} otherwise
     */
    public static String requireSkill(String agent, String name) {
        return require(AgentDeclarationException.BAD_SKILL_NAME, "skill name of agent \"" + agent + "\"", name);
    }

    private static String require(String code, String what, String name) {
        if (!NAME.matcher(name).matches()) {
            String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
            throw new AgentDeclarationException(
                    code,
                    what + " \"" + shown.replaceAll("[^ -~…]", "?")
                            + "\" must be lower-case letters, digits and dashes, 1 to 64 of them, and not start with a dash");
        }
        return name;
    }
}
