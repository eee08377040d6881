package dev.agentmesh.language.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A writer with one skill, a reviewer with two, and agents that say exactly what they take and give. */
final class FakeDirectory implements AgentDirectory {
    private static final String DRAFT =
            "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"},\"words\":{\"type\":\"integer\"}}}";

    private static final String FINDINGS = """
            {"type": "object", "required": ["findings", "risk"], "additionalProperties": false, "properties": {
              "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
              "risk": {"type": "number"},
              "summary": {"type": ["string", "null"]},
              "approved": {"type": "boolean"}},
             "$defs": {"finding": {"type": "object", "required": ["file", "line"], "additionalProperties": false, "properties": {
              "file": {"type": "string"}, "line": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}},
              "related": {"type": "array", "items": {"$ref": "#/$defs/finding"}}}}}}
            """;
    private static final String REPORT = """
            {"type": "object", "required": ["title", "score"], "additionalProperties": false, "properties": {
              "title": {"type": "string"}, "score": {"type": "integer"}, "tone": {"enum": ["plain", "friendly"]},
              "about": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string"}, "line": {"type": "integer"}}},
              "tags": {"type": "array", "items": {"type": "string"}}}}
            """;
    private static final String TEXT = "{\"type\":\"string\"}";

    private final Map<String, List<Skill>> agents = new LinkedHashMap<>();

    FakeDirectory() {
        agents.put("writer", List.of(new Skill("write", Optional.empty(), Optional.of(DRAFT))));
        agents.put(
                "reviewer",
                List.of(
                        new Skill("security", Optional.empty(), Optional.empty()),
                        new Skill("style", Optional.empty(), Optional.empty())));
        agents.put("analyst", List.of(new Skill("analyse", Optional.empty(), Optional.of(FINDINGS))));
        agents.put("clerk", List.of(new Skill("file", Optional.of(REPORT), Optional.of(TEXT))));
        agents.put("namer", List.of(new Skill("name", Optional.of(TEXT), Optional.of(TEXT))));
    }

    @Override
    public List<String> agents() {
        return List.copyOf(agents.keySet());
    }

    @Override
    public List<Skill> skills(String agent) {
        return agents.getOrDefault(agent, List.of());
    }
}
