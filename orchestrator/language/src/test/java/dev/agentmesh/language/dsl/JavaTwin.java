package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Undo;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Says a tree again in Java, as its author would have. */
final class JavaTwin {
    private JavaTwin() {}

    static Consumer<WorkflowInJava.Root<Object, Object>> of(Workflow workflow) {
        return root -> {
            root.about(workflow.about()).version(workflow.ref().version()).timeLimit(workflow.timeLimit());
            workflow.title().ifPresent(title -> root.title(value(title)));
            workflow.output().ifPresent(output -> root.gives(value(output)));
            workflow.inputSchema().ifPresent(root::inputSchema);
            workflow.board()
                    .sections()
                    .forEach((name, section) -> root.board(
                            name,
                            section.mode(),
                            section.writers().orElse(List.of()).toArray(String[]::new)));
            steps(root, workflow.steps());
        };
    }

    private static void steps(Sequence sequence, List<Step> steps) {
        steps.forEach(step -> step(sequence, step));
    }

    private static Done<Object> step(Sequence sequence, Step step) {
        @SuppressWarnings("unchecked")
        Done<Object> done = (Done<Object>) verb(sequence, step.id(), step.verb());
        Modifiers modifiers = step.modifiers();
        modifiers.when().ifPresent(when -> done.onlyIf(condition(when)));
        modifiers.with().ifPresent(with -> done.input(value(with)));
        modifiers.timeout().ifPresent(done::timeout);
        modifiers.key().ifPresent(key -> done.key(value(key)));
        done.retry(
                modifiers.retry().maxAttempts(),
                modifiers.retry().first(),
                modifiers.retry().most());
        done.context(modifiers.context());
        done.fallback(agents(modifiers.fallback()));
        modifiers.priority().ifPresent(done::priority);
        modifiers.undo().ifPresent(undo -> undo(done, undo));
        for (CatchClause clause : modifiers.catches()) {
            clause.when()
                    .ifPresentOrElse(
                            when -> done.onError(condition(when), s -> steps(s, clause.steps())),
                            () -> done.onError(s -> steps(s, clause.steps())));
        }
        return done;
    }

    private static void undo(Done<Object> done, Undo undo) {
        undo.with()
                .ifPresentOrElse(
                        with -> done.undo(agent(undo.call()), _ -> value(with)), () -> done.undo(agent(undo.call())));
    }

    private static Done<?> verb(Sequence in, String id, Verb verb) {
        return switch (verb) {
            case Verb.AgentCall call -> in.agent(id, agent(call), Object.class);
            case Verb.Block block -> in.block(id, Object.class, s -> steps(s, block.steps()));
            case Verb.Parallel parallel ->
                in.parallel(
                        id,
                        Object.class,
                        parallel.join(),
                        parallel.late(),
                        branches -> parallel.branches()
                                .forEach((name, steps) -> branches.branch(name, s -> steps(s, steps))));
            case Verb.MapEach map -> map(in, id, map);
            case Verb.Switch choice ->
                in.choose(
                        id,
                        Object.class,
                        cases -> choice.cases()
                                .forEach(one -> one.when()
                                        .ifPresentOrElse(
                                                when -> cases.when(condition(when), s -> steps(s, one.steps())),
                                                () -> cases.otherwise(s -> steps(s, one.steps())))));
            case Verb.Loop loop ->
                in.loop(id, loop.max(), Object.class, turns -> {
                    steps(turns, loop.steps());
                    loop.until().ifPresent(until -> turns.until(condition(until)));
                });
            case Verb.Graph graph -> in.step(id, graph(graph));
            case Verb.Chat chat -> in.step(id, chat(chat));
            case Verb.Handoff handoff -> in.step(id, handoff(handoff));
            case Verb.Debate debate -> in.step(id, debate(debate));
            case Verb.Vote vote -> in.step(id, vote(vote));
            case CrewVerb.Plan plan -> in.step(id, plan(plan));
            case CrewVerb.Supervisor supervisor -> in.step(id, supervisor(supervisor));
            case Verb.SetValues(var values) -> {
                var said = new LinkedHashMap<String, Value<Object>>();
                values.forEach((name, value) -> said.put(name, value(value)));
                yield in.set(id, said);
            }
            case Verb.Return(Template value) -> in.returns(id, value(value));
            case Verb.Fail(String code, Template message) -> in.fails(id, code, JavaTwin.<String>value(message));
            case OutsideVerb.Human human -> in.step(id, human(human));
            case OutsideVerb.Wait(OutsideVerb.Until until) -> in.step(id, wait(until));
            case OutsideVerb.Publish publish -> {
                Publish said = Publish.to(publish.topic(), value(publish.value()));
                publish.key().ifPresent(key -> said.key(value(key)));
                publish.headers().forEach((name, text) -> said.header(name, value(text)));
                yield in.step(id, said);
            }
            case OutsideVerb.SubWorkflow sub -> {
                Run<Object> run = Run.of(sub.workflow(), Object.class);
                Run<Object> exact = sub.version().map(run::version).orElse(run);
                yield sub.detached() ? in.step(id, exact.detached()) : in.step(id, exact);
            }
        };
    }

    private static Done<Object> map(Sequence in, String id, Verb.MapEach map) {
        Lanes<Object, Object> wide = Lanes.wide(map.width()).join(map.join()).late(map.late());
        Lanes<Object, Object> lanes = map.grow()
                .map(grow -> wide.grow(_ -> expression(grow.from()), grow.max()))
                .orElse(wide);
        return in.map(
                id, expression(map.over()), map.as(), Object.class, lanes, (inside, _) -> steps(inside, map.steps()));
    }

    private static Graph<Object> graph(Verb.Graph graph) {
        Graph<Object> said = Graph.from(graph.entry(), graph.max(), Object.class);
        graph.state().forEach(said::state);
        for (Verb.Node node : graph.nodes()) {
            said.node(s -> step(s, node.step()), edges -> node.edges().forEach(edge -> edge(edges, edge)));
        }
        return said;
    }

    private static void edge(Graph.Edges<Object> edges, Verb.Edge edge) {
        if (edge.when().isPresent()) {
            Condition holds = condition(edge.when().get());
            edge.to().ifPresentOrElse(to -> edges.when(_ -> holds, to), () -> edges.doneWhen(_ -> holds));
        } else {
            edge.to().ifPresentOrElse(edges::to, edges::done);
        }
    }

    private static Chat chat(Verb.Chat chat) {
        Chat said = Chat.about(value(chat.topic()))
                .max(chat.max())
                .window(chat.window())
                .signals(chat.signals().toArray(String[]::new));
        chat.speakers().forEach(speaker -> said.member(agent(speaker.member().call()), speaker.about()));
        switch (chat.next()) {
            case Verb.NextSpeaker.RoundRobin() -> {}
            case Verb.NextSpeaker.Chosen(Expression name) -> said.next(_ -> expression(name));
            case Verb.NextSpeaker.Moderated(Verb.Member moderator) -> said.moderatedBy(agent(moderator.call()));
        }
        chat.until().ifPresent(until -> said.until(_ -> condition(until)));
        chat.summary().ifPresent(sum -> said.summary(sum.every(), agent(sum.by().call())));
        return chat.failsWhenStuck() ? said.failsWhenStuck() : said;
    }

    private static Handoff<Object> handoff(Verb.Handoff handoff) {
        Handoff<Object> said = Handoff.startingWith(agent(handoff.start().call()), Object.class)
                .max(handoff.max())
                .confidence(handoff.confidence());
        handoff.to()
                .forEach((from, targets) -> targets.forEach(
                        (to, parts) -> said.allowWith(slashed(from), slashed(to), parts.toArray(String[]::new))));
        handoff.escalate().ifPresent(member -> said.escalate(agent(member.call())));
        handoff.person().ifPresent(said::escalate);
        return said;
    }

    private static Debate debate(Verb.Debate debate) {
        Debate said =
                Debate.on(value(debate.motion()), agent(debate.judge().call())).rounds(debate.rounds());
        debate.sides().forEach(side -> said.side(side.name(), agent(side.call())));
        debate.until().ifPresent(until -> said.until(_ -> condition(until)));
        return said;
    }

    private static Vote<Object> vote(Verb.Vote vote) {
        Vote<Object> said = Vote.by(Object.class, _ -> expression(vote.ballot()))
                .voters(vote.voters().stream().map(voter -> agent(voter.call())).toArray(String[]::new))
                .rule(vote.rule())
                .quorum(vote.quorum());
        switch (vote.weights()) {
            case Verb.Weights.Equal() -> {}
            case Verb.Weights.Fixed(var byVoter) -> byVoter.forEach(said::weight);
            case Verb.Weights.Told(Expression weight) -> said.weightedBy(_ -> JavaTwin.<Double>expression(weight));
        }
        switch (vote.tie()) {
            case Verb.Tie.Fail() -> {}
            case Verb.Tie.First() -> said.firstWinsTies();
            case Verb.Tie.Decider(Verb.Member chair) -> said.tiesTo(agent(chair.call()));
            case Verb.Tie.Asked(Person person) -> said.tiesTo(person);
        }
        vote.override().ifPresent(member -> said.override(agent(member.call())));
        return said;
    }

    private static Plan plan(CrewVerb.Plan plan) {
        Plan said = Plan.reach(value(plan.goal()), agent(plan.planner()))
                .members(agents(plan.team()))
                .max(plan.max());
        plan.replan().ifPresent(replan -> said.replan(replan.max(), _ -> condition(replan.when())));
        plan.attempt().ifPresent(said::attempt);
        plan.review().ifPresent(said::reviewedBy);
        return said;
    }

    private static Supervisor<Object> supervisor(CrewVerb.Supervisor supervisor) {
        Supervisor<Object> said = Supervisor.by(agent(supervisor.agent()), value(supervisor.goal()), Object.class)
                .workers(agents(supervisor.workers()))
                .rounds(supervisor.rounds())
                .revisions(supervisor.revisions());
        supervisor.criteria().ifPresent(criteria -> said.criteria(value(criteria)));
        supervisor.attempt().ifPresent(said::attempt);
        return said;
    }

    private static Human human(OutsideVerb.Human human) {
        Human said = Human.asked(value(human.title()))
                .choices(human.choices().toArray(String[]::new))
                .quorum(human.quorum());
        human.show().ifPresent(show -> said.show(value(show)));
        human.form().ifPresent(said::form);
        human.assign().ifPresent(assign -> said.assign(value(assign)));
        human.due().ifPresent(said::due);
        human.reminder().ifPresent(said::reminder);
        return switch (human.overdue()) {
            case Overdue.Fail() -> said;
            case Overdue.Escalate(String to) -> said.escalate(to);
            case Overdue.Choose(String choice) -> said.silenceMeans(choice);
        };
    }

    private static Wait<?> wait(OutsideVerb.Until until) {
        return switch (until) {
            case OutsideVerb.Until.Passed(var time) -> Wait.lasting(time);
            case OutsideVerb.Until.Moment(Template moment) -> Wait.until(JavaTwin.<String>value(moment));
            case OutsideVerb.Until.EventOf event -> {
                Wait<Object> any = Wait.event(event.event(), Object.class);
                Wait<Object> one = event.match()
                        .map(match -> any.match(_ -> condition(match)))
                        .orElse(any);
                yield event.timeout().map(one::atMost).orElse(one);
            }
        };
    }

    private static String[] agents(List<Verb.AgentCall> calls) {
        return calls.stream().map(JavaTwin::agent).toArray(String[]::new);
    }

    private static String agent(Verb.AgentCall call) {
        return call.skill().isEmpty() ? call.agent() : call.agent() + "/" + call.skill();
    }

    private static String slashed(String name) {
        return name.replace('.', '/');
    }

    private static <T> Value<T> value(Template template) {
        @SuppressWarnings("unchecked")
        Value<T> value = (Value<T>) Value.json(template.json(), Object.class);
        return value;
    }

    private static <T> Value<T> expression(Expression expression) {
        @SuppressWarnings("unchecked")
        Value<T> value = (Value<T>) Value.expression(expression.text(), Object.class);
        return value;
    }

    private static Condition condition(Expression expression) {
        return Condition.expression(expression.text());
    }
}
