package dev.agentmesh.language.dsl;

import dev.agentmesh.language.definition.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Agents and tasks without steps; {@link WorkflowInJava#team} makes them the workflow they stand for. */
public final class Team {
    /** How the tasks follow each other. */
    public enum Process {
        /** Each task is given the result of the one before. */
        SEQUENTIAL,
        /** All at once. */
        CONCURRENT,
        /** A manager gives them out. */
        HIERARCHICAL
    }

    private final List<String> fields = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();

    private Team() {}

    public static Team of(Process process, String... agents) {
        var team = new Team();
        team.text("process", process.name().toLowerCase(Locale.ROOT));
        team.fields.add(
                "\"agents\":" + Arrays.stream(agents).map(JsonText::quoted).collect(Collectors.joining(",", "[", "]")));
        return team;
    }

    public Team about(String sentence) {
        return text("about", sentence);
    }

    /** The supervisor that gives the tasks out, for {@link Process#HIERARCHICAL}. */
    public Team manager(String agent) {
        return text("manager", agent);
    }

    /** What the manager is to reach. */
    public Team goal(Value<?> goal) {
        fields.add("\"goal\":" + goal.template().json());
        return this;
    }

    /** How often the manager may give work out. */
    public Team rounds(int most) {
        fields.add("\"rounds\":" + most);
        return this;
    }

    /** JSON Schema that inputs are checked against. */
    public Team inputSchema(String json) {
        fields.add("\"input\":" + json);
        return this;
    }

    /** @param about what is to be done */
    public Team task(String agent, Value<?> about) {
        tasks.add("{\"about\":" + about.template().json() + ",\"agent\":" + JsonText.quoted(agent) + "}");
        return this;
    }

    /** @param expects what the result should be, in words */
    public Team task(String agent, Value<?> about, String expects) {
        tasks.add("{\"about\":" + about.template().json() + ",\"agent\":" + JsonText.quoted(agent) + ",\"expects\":"
                + JsonText.quoted(expects) + "}");
        return this;
    }

    private Team text(String key, String value) {
        fields.add(JsonText.quoted(key) + ":" + JsonText.quoted(value));
        return this;
    }

    String json(String name) {
        return "{\"mesh\":\"v1\",\"team\":" + JsonText.quoted(name) + "," + String.join(",", fields) + ",\"tasks\":["
                + String.join(",", tasks) + "]}";
    }
}
