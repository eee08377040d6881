package dev.agentmesh.host.skill;

import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.message.Payload;

/** What became of one call of a skill. */
public sealed interface SkillOutcome {
    record Succeeded(Payload output) implements SkillOutcome {}

    /**
     * @param code {@code MESH-nnnn}, or the author's own word
     * @param message for a person, without the code
     */
    record Failed(FailureKind kind, String code, String message) implements SkillOutcome {
        public static Failed of(FailureKind kind, ErrorCode error, String message) {
            return new Failed(kind, error.code(), message);
        }
    }
}
