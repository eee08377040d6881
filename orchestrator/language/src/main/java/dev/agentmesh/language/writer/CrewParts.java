package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Listing;
import dev.agentmesh.language.format.Part.Mapping;
import dev.agentmesh.language.format.Part.Word;
import java.util.ArrayList;
import java.util.List;

/** Verbs in which an agent decides what others do. */
final class CrewParts {
    private CrewParts() {}

    static Part plan(CrewVerb.Plan plan) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("goal", JsonParts.of(plan.goal().json())));
        entries.add(Entry.of("planner", agent(plan.planner())));
        entries.add(Entry.of("members", agents(plan.team())));
        entries.add(Entry.of("max", number(plan.max())));
        plan.review().ifPresent(who -> entries.add(Entry.of("review", OutsideParts.person(who))));
        plan.replan()
                .ifPresent(replan -> entries.add(Entry.of(
                        "replan",
                        new Mapping(
                                List.of(
                                        Entry.of("when", Word.code(replan.when().text())),
                                        Entry.of("max", number(replan.max()))),
                                Layout.FLOW))));
        plan.attempt().ifPresent(time -> entries.add(Entry.of("timeout", Word.text(Words.duration(time)))));
        return new Mapping(entries, Layout.BLOCK);
    }

    static Part supervisor(CrewVerb.Supervisor lead) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("agent", agent(lead.agent())));
        entries.add(Entry.of("goal", JsonParts.of(lead.goal().json())));
        lead.criteria().ifPresent(criteria -> entries.add(Entry.of("criteria", JsonParts.of(criteria.json()))));
        if (!lead.workers().isEmpty()) {
            entries.add(Entry.of("workers", agents(lead.workers())));
        }
        entries.add(Entry.of("rounds", number(lead.rounds())));
        entries.add(Entry.of("revisions", number(lead.revisions())));
        lead.attempt().ifPresent(time -> entries.add(Entry.of("timeout", Word.text(Words.duration(time)))));
        return new Mapping(entries, Layout.BLOCK);
    }

    private static Word agent(Verb.AgentCall call) {
        return StepParts.agent(call.agent(), call.skill());
    }

    private static Part agents(List<Verb.AgentCall> calls) {
        return new Listing(calls.stream().map(call -> Entry.item(agent(call))).toList(), Layout.FLOW);
    }

    private static Word number(int number) {
        return Word.bare(Integer.toString(number));
    }
}
