package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.type.SchemaShapes;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code agent: NAME[/SKILL]} and, with a directory, looks it up. */
final class AgentReader {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String RULE = "small letters, digits and \"-\", at most 64, as agent or agent/skill";

    /** What a call to an agent is known to be. */
    record Call(Verb.AgentCall verb, Shape input, Shape output) {
        String name() {
            return verb.agent() + (verb.skill().isEmpty() ? "" : "/" + verb.skill());
        }
    }

    private final Reading reading;
    private final Optional<AgentDirectory> directory;
    private final MissingAgents missing;
    private final SchemaShapes schemas = new SchemaShapes();

    AgentReader(Reading reading, Optional<AgentDirectory> directory, MissingAgents missing) {
        this.reading = reading;
        this.directory = directory;
        this.missing = missing;
    }

    Optional<Call> read(YamlNode node) {
        return read(node, "\"agent\"");
    }

    Optional<Call> read(YamlNode node, String what) {
        Optional<String> written = reading.text(node, what);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        int slash = written.get().indexOf('/');
        String agent = slash < 0 ? written.get() : written.get().substring(0, slash);
        String skill = slash < 0 ? "" : written.get().substring(slash + 1);
        if (!NAME.matcher(agent).matches() || slash >= 0 && !NAME.matcher(skill).matches()) {
            reading.problems()
                    .at(node.span(), Codes.BAD_NAME, "\"" + Reading.shortened(written.get()) + "\" names no agent")
                    .fix(RULE);
            return Optional.empty();
        }
        return Optional.of(
                directory.map(known -> lookUp(node, agent, skill, known)).orElseGet(() -> unknown(agent, skill)));
    }

    private Call lookUp(YamlNode node, String agent, String skill, AgentDirectory known) {
        List<AgentDirectory.Skill> skills = known.skills(agent);
        if (skills.isEmpty() && missing == MissingAgents.ALLOWED) {
            return unknown(agent, skill);
        }
        if (skills.isEmpty()) {
            List<String> agents = known.agents();
            reading.problems()
                    .at(node.span(), Codes.NO_AGENT, "no agent is called \"" + agent + "\"")
                    .suggest(Nearest.to(agent, agents))
                    .cause(
                            agents.isEmpty()
                                    ? "no agent has announced itself"
                                    : "agents here: " + Reading.shortened(String.join(", ", agents)))
                    .fix("start the agent first, or deploy with --allow-missing");
            return unknown(agent, skill);
        }
        List<String> names = skills.stream().map(AgentDirectory.Skill::name).toList();
        if (skill.isEmpty()) {
            if (skills.size() > 1) {
                reading.problems()
                        .at(node.span(), Codes.NO_AGENT, "agent \"" + agent + "\" has more than one skill")
                        .cause("its skills: " + String.join(", ", names))
                        .fix("name one: agent: " + agent + "/" + names.getFirst());
            }
            return call(agent, skills.getFirst());
        }
        Optional<AgentDirectory.Skill> named =
                skills.stream().filter(s -> s.name().equals(skill)).findFirst();
        if (named.isEmpty() && missing == MissingAgents.ALLOWED) {
            return unknown(agent, skill);
        }
        if (named.isEmpty()) {
            reading.problems()
                    .at(node.span(), Codes.NO_AGENT, "no agent offers skill \"" + agent + "/" + skill + "\"")
                    .suggest(Nearest.to(skill, names).map(near -> agent + "/" + near))
                    .cause("skills of " + agent + ": " + String.join(", ", names))
                    .fix("use one of these, or deploy with --allow-missing");
            return unknown(agent, skill);
        }
        return call(agent, named.get());
    }

    private static Call unknown(String agent, String skill) {
        return new Call(new Verb.AgentCall(agent, skill), Shape.ANY, Shape.ANY);
    }

    private Call call(String agent, AgentDirectory.Skill skill) {
        return new Call(
                new Verb.AgentCall(agent, skill.name()),
                skill.inputSchema().map(schemas::of).orElse(Shape.ANY),
                skill.outputSchema().map(schemas::of).orElse(Shape.ANY));
    }

    /** The shape of a schema that the language itself makes or the definition has. */
    Shape shape(String schema) {
        return schemas.of(schema);
    }
}
