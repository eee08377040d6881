package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * {@code handoff}: one agent works at a time and passes the task on or finishes it. A handoff that is not allowed goes back to
 * its agent once, with the reason; the second in a row fails the step.
 */
record HandoffPattern(Verb.Handoff handoff, Modifiers modifiers) implements Pattern {
    private static final String TASK = "task";
    private static final String CONTEXT = "context";
    private static final String HOPS = "hops";
    private static final String RECEIVED = "received";
    private static final String REFUSED = "refused";
    private static final String PROPOSED = "proposed";
    private static final String ACCEPT = "accept";
    private static final String BACK = "back";
    private static final String REJECT = "reject";

    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Payload task = AgentPattern.input(moves, path, modifiers);
        // Every handoff may be refused once before it is accepted, and be asked about.
        Turns.open(moves, path, (handoff.person().isPresent() ? 3 : 2) * (handoff.max() + 1));
        var state = new LinkedHashMap<String, Payload>();
        state.put(TASK, task);
        state.put(CONTEXT, Payload.json("{}"));
        state.put(HOPS, Payload.json("0"));
        state.put(RECEIVED, Payload.NULL);
        state.put(REFUSED, Payload.NULL);
        moves.emit(new Event.StateSet(path, state));
        work(moves, path, handoff.start());
    }

    private void work(Moves moves, StepPath path, Verb.Member member) throws EvaluationFailed {
        moves.dispatch(
                Turns.next(moves, path).child(path.id() + "." + member.name()),
                member.call(),
                new JsonFields()
                        .put(TASK, Turns.kept(moves, path, TASK))
                        .put(CONTEXT, Turns.kept(moves, path, CONTEXT))
                        .put("handoff", Turns.kept(moves, path, RECEIVED))
                        .put("to", allowed(member))
                        .put("hop", hops(moves, path))
                        .put(REFUSED, Turns.kept(moves, path, REFUSED))
                        .payload());
    }

    /** Whom the agent may hand over to, and what must come with it. */
    private Json allowed(Verb.Member member) {
        JsonFields targets = new JsonFields();
        handoff.to()
                .getOrDefault(member.name(), new LinkedHashMap<>())
                .forEach((to, parts) -> targets.put(
                        to, new Json.Array(parts.stream().map(Json::text).toList())));
        return targets.json();
    }

    private static long hops(Moves moves, StepPath path) {
        return Long.parseLong(Turns.kept(moves, path, HOPS).orElseThrow().text());
    }

    @Override
    public void frameEnded(Moves moves, StepPath path, StepPath frame, FrameEnd end) throws EvaluationFailed {
        switch (end) {
            case FrameEnd.Failed(StepPath origin, var failure) -> {
                Turns.ended(moves, frame, end);
                moves.fail(path, origin, failure);
            }
            case FrameEnd.Completed(Optional<StepPath> from) -> {
                StepPath task = from.orElseThrow();
                if (Transcript.role(task).equals(Person.NAME)) {
                    Turns.ended(moves, frame, end);
                    judged(
                            moves,
                            path,
                            Turns.answer(moves, task).flatMap(Json::of).orElseThrow());
                    return;
                }
                Optional<Handover> over = Turns.answer(moves, task)
                        .flatMap(Json::of)
                        .flatMap(answer -> Handover.of(Transcript.role(task), answer));
                if (over.isEmpty()) {
                    Turns.ended(moves, frame, end);
                    moves.complete(path, new StepOutput.At(frame));
                } else {
                    passOn(moves, path, frame, end, over.get());
                }
            }
        }
    }

    private void passOn(Moves moves, StepPath path, StepPath lane, FrameEnd end, Handover over)
            throws EvaluationFailed {
        Json context = Turns.kept(moves, path, CONTEXT).flatMap(Json::of).orElseThrow();
        Optional<Failure> refusal = over.refusal(handoff, context);
        if (refusal.isPresent()) {
            note(moves, lane, "handoff-refused", over, refusal.get());
            Turns.ended(moves, lane, end);
            refuse(moves, path, over, refusal.get());
            return;
        }
        Optional<BigDecimal> confidence = over.confidence();
        boolean unsure =
                confidence.isPresent() && confidence.get().compareTo(BigDecimal.valueOf(handoff.confidence())) < 0;
        if (unsure) {
            note(moves, lane, "escalated", over, unsure(path, over, confidence.get()));
        }
        Turns.ended(moves, lane, end);
        if (unsure && handoff.escalate().isEmpty() && handoff.person().isEmpty()) {
            moves.fail(path, path, unsure(path, over, confidence.get()));
        } else if (hops(moves, path) == handoff.max()) {
            moves.fail(path, path, outOfHops(path, over));
        } else if (unsure && handoff.person().isPresent()) {
            ask(moves, path, handoff.person().get(), over, confidence.get());
        } else {
            accept(moves, path, over, context, Optional.empty());
            work(
                    moves,
                    path,
                    unsure ? handoff.escalate().get() : member(over.to().orElseThrow()));
        }
    }

    private void ask(Moves moves, StepPath path, Person person, Handover over, BigDecimal confidence)
            throws EvaluationFailed {
        JsonFields proposed = new JsonFields().put("from", over.from()).put("handoff", over.handoff());
        var state = new LinkedHashMap<String, Payload>();
        state.put(PROPOSED, proposed.payload());
        moves.emit(new Event.StateSet(path, state));
        Payload show = new JsonFields()
                .put("from", over.from())
                .put("to", over.to().orElse(""))
                .put("reason", over.reason())
                .put("confidence", new Json.Number(confidence))
                .put(TASK, Turns.kept(moves, path, TASK))
                .put("handoff", over.handoff())
                .payload();
        HumanPattern.ask(
                moves,
                path,
                Turns.next(moves, path),
                person,
                new Question(
                        "\"" + over.from() + "\" is not sure about handing over to \""
                                + over.to().orElse("") + "\". Go on?",
                        Pattern.bounded("What is shown", path, show),
                        List.of(ACCEPT, BACK, REJECT),
                        Optional.empty(),
                        person.assign().orElse(""),
                        1));
    }

    /** A person has decided about a handoff: it happens, its agent goes on, or the step fails. */
    private void judged(Moves moves, StepPath path, Json answer) throws EvaluationFailed {
        Json proposed = Turns.kept(moves, path, PROPOSED).flatMap(Json::of).orElseThrow();
        Handover over = Handover.of(proposed.field("from").flatMap(Json::asText).orElseThrow(), proposed)
                .orElseThrow();
        String choice = answer.field("choice").flatMap(Json::asText).orElse("");
        String said = answer.field("comment").flatMap(Json::asText).orElse("");
        String by = answer.field("by").flatMap(Json::asText).orElse("");
        if (choice.equals(ACCEPT)) {
            Json context = Turns.kept(moves, path, CONTEXT).flatMap(Json::of).orElseThrow();
            accept(
                    moves,
                    path,
                    over,
                    context,
                    Optional.of(
                            new JsonFields().put("by", by).put("comment", said).json()));
            work(moves, path, member(over.to().orElseThrow()));
            return;
        }
        Failure why = Pattern.workflowFailure(
                "MESH-4143",
                "\"" + by + "\" decided that \"" + over.from() + "\" does not hand \"" + path + "\" over to \""
                        + over.to().orElse("") + "\"" + (said.isEmpty() ? "" : ": " + said));
        if (choice.equals(BACK)) {
            var state = new LinkedHashMap<String, Payload>();
            state.put(HOPS, Payload.json(Long.toString(hops(moves, path) + 1)));
            state.put(REFUSED, refused(why));
            moves.emit(new Event.StateSet(path, state));
            work(moves, path, member(over.from()));
        } else {
            moves.fail(path, path, why);
        }
    }

    private static Payload refused(Failure why) {
        return new JsonFields()
                .put("code", why.code())
                .put("message", why.message())
                .payload();
    }

    private static void note(Moves moves, StepPath lane, String word, Handover over, Failure why) {
        moves.emit(new Event.StepNoted(
                lane,
                word,
                new JsonFields()
                        .put("from", over.from())
                        .put("to", over.to().orElse(""))
                        .put("code", why.code())
                        .put("message", why.message())
                        .put("reason", over.reason())
                        .put(
                                "confidence",
                                over.confidence().<Json>map(Json.Number::new).orElseGet(Json.Null::new))
                        .payload()));
    }

    private void refuse(Moves moves, StepPath path, Handover over, Failure why) throws EvaluationFailed {
        boolean again = !Turns.kept(moves, path, REFUSED).orElseThrow().isNull();
        if (again) {
            moves.fail(path, path, why);
            return;
        }
        var state = new LinkedHashMap<String, Payload>();
        state.put(REFUSED, refused(why));
        moves.emit(new Event.StateSet(path, state));
        work(moves, path, member(over.from()));
    }

    /** @param person who let it happen, and what was said */
    private void accept(Moves moves, StepPath path, Handover over, Json context, Optional<Json> person) {
        var state = new LinkedHashMap<String, Payload>();
        state.put(CONTEXT, over.merged(context).payload());
        state.put(HOPS, Payload.json(Long.toString(hops(moves, path) + 1)));
        JsonFields received = new JsonFields().put("from", over.from()).put("content", over.handoff());
        person.ifPresent(decided -> received.put("person", decided));
        state.put(RECEIVED, received.payload());
        state.put(REFUSED, Payload.NULL);
        moves.emit(new Event.StateSet(path, state));
    }

    private Verb.Member member(String name) {
        List<Verb.Member> all = handoff.members();
        return all.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected \"" + name + "\" among " + all));
    }

    private Failure unsure(StepPath path, Handover over, BigDecimal confidence) {
        return Pattern.workflowFailure(
                "MESH-4143",
                "\"" + over.from() + "\" hands \"" + path + "\" over to \""
                        + over.to().orElse("")
                        + "\" with a confidence of " + confidence.toPlainString() + ", below "
                        + handoff.confidence());
    }

    private Failure outOfHops(StepPath path, Handover over) {
        return Pattern.workflowFailure(
                "MESH-4142",
                "\"" + path + "\" was handed over " + handoff.max() + " times, the last time wanted from \""
                        + over.from() + "\" to \"" + over.to().orElse("") + "\", and nobody finished it");
    }
}
