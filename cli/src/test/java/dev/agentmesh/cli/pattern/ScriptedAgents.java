package dev.agentmesh.cli.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.agent.AgentBuilder;
import dev.agentmesh.agent.Declined;
import dev.agentmesh.agent.Mesh;
import dev.agentmesh.agent.Poison;
import dev.agentmesh.agent.Task;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.TaskCall;
import dev.agentmesh.inprocess.scenario.ScriptedAgent;
import dev.agentmesh.language.expression.CelExpressions;
import dev.agentmesh.language.testfile.ScriptedAnswer;
import dev.agentmesh.language.testfile.TestCase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Agents in a process of their own that say what the cases of the example patterns have them say: which case a task belongs to,
 * its run's id tells.
 *
 * <pre>ScriptedAgents AGENT[:SKILL[,SKILL]]...</pre>
 */
final class ScriptedAgents {
    private static final JsonMapper JSON = new JsonMapper();
    /** Begins a line of standard error about a task no script is for. */
    static final String COMPLAINT = "no word of the script: ";

    private static final String ONLY = "answer";
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Map<String, TestCase> cases = new HashMap<>();
    private final Map<String, ScriptedAgent> agents = new ConcurrentHashMap<>();
    private final CelExpressions expressions = new CelExpressions();

    private ScriptedAgents(List<PatternFolder> folders) {
        for (PatternFolder folder : folders) {
            for (int i = 0; i < folder.cases().size(); i++) {
                cases.put(folder.runId(i), folder.cases().get(i));
            }
        }
    }

    /** An agent as an argument; skills with an empty name among them are left out where others have a name. */
    static String argument(String agent, SortedSet<String> skills) {
        SortedSet<String> named = new TreeSet<>(skills);
        named.remove("");
        return named.isEmpty() ? agent : agent + ":" + String.join(",", named);
    }

    public static void main(String[] args) {
        var scripts = new ScriptedAgents(PatternFolder.all());
        Mesh mesh = Mesh.connect();
        for (String arg : args) {
            int colon = arg.indexOf(':');
            String agent = colon < 0 ? arg : arg.substring(0, colon);
            List<String> skills = colon < 0
                    ? List.of(ONLY)
                    : Arrays.asList(arg.substring(colon + 1).split(","));
            mesh.agent(agent, builder -> scripts.describe(builder, agent, skills));
        }
        mesh.serve();
    }

    private void describe(AgentBuilder builder, String agent, List<String> skills) {
        builder.about("Says what a case has it say").width(32).cheap();
        for (String skill : skills) {
            builder.skill(skill, JsonNode.class, JsonNode.class, (input, task) -> answer(agent, skill, input, task));
        }
    }

    private JsonNode answer(String agent, String skill, JsonNode input, Task task) throws JsonProcessingException {
        Answer answer = said(agent, skill, input, task);
        Instant until = Instant.now().plus(answer.after());
        return switch (answer.outcome()) {
            case Answer.Outcome.Done(Payload output) -> {
                rest(task, until);
                yield JSON.readTree(output.text());
            }
            case Answer.Outcome.NotDone(Failure failure) -> {
                rest(task, until);
                throw thrown(failure);
            }
            case Answer.Outcome.Silence() -> {
                // Beyond the deadline, until it is told that nobody waits any more: an answer at the last moment might
                // be in time.
                rest(task, task.deadline().plus(LONG));
                yield JSON.nullNode();
            }
        };
    }

    private Answer said(String agent, String skill, JsonNode input, Task task) {
        String run = task.runId().split("~")[0];
        TestCase played = cases.get(run);
        if (played == null) {
            return Answer.poison("NO_CASE", "run " + task.runId() + " plays no case");
        }
        String name = played.agents().containsKey(agent + "/" + skill) ? agent + "/" + skill : agent;
        List<ScriptedAnswer> script = played.agents().getOrDefault(name, List.of());
        ScriptedAgent scripted = agents.computeIfAbsent(
                run + " " + name, _ -> new ScriptedAgent(script, expressions, ScriptedAgents::complain));
        var call = new TaskCall(
                task.runId(),
                new StepPath(task.id().substring(task.runId().length() + 1)),
                task.attempt(),
                agent,
                skill.equals(ONLY) ? "" : skill,
                Payload.json(input.toString()),
                task.idempotencyKey(),
                task.deadline());
        synchronized (scripted) {
            return scripted.answer(call);
        }
    }

    /** Until then, or until nobody waits any more. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static void rest(Task task, Instant until) {
        for (Instant now = Instant.now(); now.isBefore(until) && !task.canceled(); now = Instant.now()) {
            Duration left = Duration.between(now, until);
            LockSupport.parkNanos((left.compareTo(LOOK) < 0 ? left : LOOK).toNanos());
        }
    }

    private static RuntimeException thrown(Failure failure) {
        return switch (failure.kind()) {
            case POISON -> new Poison(failure.code(), failure.message());
            case DECLINED -> new Declined(failure.code(), failure.message());
            case TRANSIENT, TIMEOUT, INVALID_OUTPUT, INVALID_INPUT, LOST, CONFLICT, CIRCUIT_OPEN, WORKFLOW ->
                new IllegalStateException(failure.code() + ": " + failure.message());
        };
    }

    private static void complain(String what) {
        System.err.println(COMPLAINT + what);
    }
}
