package dev.agentmesh.topics.message;

import java.time.Instant;
import java.util.List;

/**
 * What an instance says about itself.
 *
 * @param width tasks it runs at once
 * @param costly whether starting a task is marked before it runs, so that a death cannot make it run twice
 * @param runtime such as {@code java 25} or {@code python 3.12}
 * @param pid -1 when not known
 */
public record AgentCard(
        String about,
        List<SkillCard> skills,
        int width,
        boolean costly,
        String runtime,
        long pid,
        String hostName,
        Instant startedAt) {

    public AgentCard {
        about = Checks.shortened(about, Checks.PARAGRAPH);
        skills = List.copyOf(skills);
        Checks.atLeastOne("width", width);
        Checks.text("runtime", runtime, Checks.LINE);
        Checks.text("hostName", hostName, Checks.LINE);
        startedAt = Checks.instant("startedAt", startedAt);
    }

    /** One thing an agent can do, with the JSON Schemas of what it takes and gives; an empty one allows anything. */
    public record SkillCard(String name, String about, String inputSchema, String outputSchema) {
        private static final int LONGEST_SCHEMA = 65_536;

        public SkillCard {
            Identifiers.requireName("skill", name);
            about = Checks.shortened(about, Checks.PARAGRAPH);
            Checks.text("inputSchema", inputSchema, LONGEST_SCHEMA);
            Checks.text("outputSchema", outputSchema, LONGEST_SCHEMA);
        }
    }
}
