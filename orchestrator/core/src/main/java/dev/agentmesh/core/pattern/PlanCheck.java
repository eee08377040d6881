package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Whether a planner's answer is a plan that can be carried out, and if not, why, in words a planner can act on. */
final class PlanCheck {
    private static final java.util.regex.Pattern ID = java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** How far a step of an earlier revision is. */
    enum Standing {
        STARTED,
        FAILED
    }

    /** The answer cannot be carried out. */
    static final class NoPlan extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        NoPlan(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private final CrewVerb.Plan plan;
    private final Map<String, Standing> before;
    private final SequencedMap<String, PlannedStep> steps = new LinkedHashMap<>();

    /** @param before what became of the steps of the last revision that have begun; empty for the first plan */
    PlanCheck(CrewVerb.Plan plan, Map<String, Standing> before) {
        this.plan = plan;
        this.before = before;
    }

    /** The steps to carry out, in the answer's order; those that have begun are left out, they stay as they are. */
    List<PlannedStep> check(Optional<Payload> answer) throws NoPlan {
        Json json = answer.flatMap(Json::of).orElseGet(Json.Null::new);
        if (!(json.field("steps").orElse(null) instanceof Json.Array(List<Json> items))) {
            throw new NoPlan("A plan is an object with a list \"steps\", but the answer has none");
        }
        if (items.isEmpty() && before.isEmpty()) {
            throw new NoPlan("The plan has no steps; it needs at least one");
        }
        for (int i = 0; i < items.size(); i++) {
            add(items.get(i), i + 1);
        }
        long all = steps.size()
                + before.values().stream().filter(Standing.STARTED::equals).count();
        if (all > plan.max()) {
            throw new NoPlan("The plan has " + all + " steps" + (before.isEmpty() ? "" : " with those that have begun")
                    + "; at most " + plan.max() + " are allowed");
        }
        for (PlannedStep step : steps.values()) {
            needs(step);
        }
        acyclic();
        return List.copyOf(steps.values());
    }

    private void add(Json item, int number) throws NoPlan {
        Optional<String> id = item.field("id").flatMap(Json::asText);
        if (id.isEmpty() || !ID.matcher(id.get()).matches()) {
            throw new NoPlan("Step " + number + " of the plan needs an \"id\": a letter, then letters, digits, _ and -,"
                    + " at most 64");
        }
        String name = "Step \"" + id.get() + "\"";
        if (before.get(id.get()) == Standing.FAILED) {
            throw new NoPlan(name + " has failed; what is to be done again needs another id");
        }
        if (before.containsKey(id.get())) {
            return;
        }
        Optional<String> task = item.field("task").flatMap(Json::asText);
        Optional<Json> with = item.field("with");
        if (task.isEmpty() == with.isEmpty()) {
            throw new NoPlan(name + " needs either \"task\", a text, or \"with\", the agent's input");
        }
        PlannedStep step = new PlannedStep(id.get(), call(item, name), task, with, needs(item, name));
        if (steps.put(id.get(), step) != null) {
            throw new NoPlan("Two steps of the plan have the id \"" + id.get() + "\"");
        }
    }

    private Verb.AgentCall call(Json item, String name) throws NoPlan {
        String agent = item.field("agent").flatMap(Json::asText).orElse("");
        Verb.AgentCall call = PlannedStep.call(agent);
        if (!plan.team().contains(call)) {
            throw new NoPlan(name
                    + (agent.isEmpty() ? " names no agent" : " names agent \"" + agent + "\", who is no member")
                    + "; members: "
                    + plan.team().stream()
                            .map(member -> member.agent() + (member.skill().isEmpty() ? "" : "/" + member.skill()))
                            .collect(Collectors.joining(", ")));
        }
        return call;
    }

    private static List<String> needs(Json item, String name) throws NoPlan {
        Optional<Json> needs = item.field("needs");
        if (needs.isEmpty()) {
            return List.of();
        }
        List<String> ids = Fields.texts(item, "needs");
        if (!(needs.get() instanceof Json.Array(List<Json> all)) || ids.size() != all.size()) {
            throw new NoPlan(name + " has \"needs\" that are no list of step ids");
        }
        return ids.stream().distinct().toList();
    }

    private void needs(PlannedStep step) throws NoPlan {
        for (String need : step.needs()) {
            if (before.get(need) == Standing.FAILED && !steps.containsKey(need)) {
                throw new NoPlan("Step \"" + step.id() + "\" needs \"" + need + "\", which has failed");
            }
            if (!steps.containsKey(need) && !before.containsKey(need)) {
                throw new NoPlan("Step \"" + step.id() + "\" needs \"" + need + "\", which the plan does not have");
            }
        }
    }

    /** Takes away steps that need nothing more until none are left, or only those on or behind a cycle. */
    private void acyclic() throws NoPlan {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> next = new HashMap<>();
        List<String> ready = new ArrayList<>();
        for (PlannedStep step : steps.values()) {
            List<String> inside =
                    step.needs().stream().filter(steps::containsKey).toList();
            open.put(step.id(), inside.size());
            inside.forEach(
                    need -> next.computeIfAbsent(need, _ -> new ArrayList<>()).add(step.id()));
            if (inside.isEmpty()) {
                ready.add(step.id());
            }
        }
        for (int done = 0; done < ready.size(); done++) {
            for (String id : next.getOrDefault(ready.get(done), List.of())) {
                if (open.merge(id, -1, Integer::sum) == 0) {
                    ready.add(id);
                }
            }
        }
        if (ready.size() < steps.size()) {
            throw new NoPlan("The plan goes in a circle: " + cycle(open));
        }
    }

    private String cycle(Map<String, Integer> open) {
        List<String> way = new ArrayList<>();
        String at = steps.sequencedKeySet().stream()
                .filter(id -> open.getOrDefault(id, 0) > 0)
                .findFirst()
                .orElseThrow();
        while (!way.contains(at)) {
            way.add(at);
            at = Objects.requireNonNull(steps.get(at)).needs().stream()
                    .filter(need -> open.getOrDefault(need, 0) > 0)
                    .findFirst()
                    .orElseThrow();
        }
        way.add(at);
        return String.join(" needs ", way.subList(way.indexOf(at), way.size()));
    }
}
