package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a step does. A new verb is a variant here, a pattern in the decider, and a grammar entry in the language. */
public sealed interface Verb
        permits Verb.AgentCall,
                Verb.Block,
                Verb.Parallel,
                Verb.MapEach,
                Verb.Switch,
                Verb.Loop,
                Verb.Graph,
                Verb.Chat,
                Verb.Handoff,
                Verb.Debate,
                Verb.Vote,
                Verb.SetValues,
                Verb.Return,
                Verb.Fail,
                CrewVerb,
                OutsideVerb {
    /** The sequences inside, in the order they are written. */
    default List<List<Step>> sequences() {
        return List.of();
    }

    /** The agents the verb itself calls, each a step {@code ID.NAME} of the tree; see {@link Member}. */
    default List<Member> members() {
        return List.of();
    }

    /** Whom the verb itself asks. */
    default Optional<Person> person() {
        return Optional.empty();
    }

    /**
     * One task to one agent.
     *
     * @param skill empty for the agent's only skill
     */
    record AgentCall(String agent, String skill) implements Verb {}

    /**
     * An agent that a verb calls by itself.
     *
     * @param name what stands for it in the step's path: no user's step id has a dot, so {@code ID.NAME} is free
     * @param timeout of one attempt, when the definition says one for all agents
     */
    record Member(String name, AgentCall call, Optional<Duration> timeout) {}

    /** Steps in order, as one step: a frame for {@code catch} and {@code timeout}. */
    record Block(List<Step> steps) implements Verb {
        public Block {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /** Branches at once; each is a sequence, in definition order. */
    record Parallel(SequencedMap<String, List<Step>> branches, Join join, Late late) implements Verb {
        public Parallel {
            var copy = new LinkedHashMap<String, List<Step>>();
            branches.forEach((name, steps) -> copy.put(name, List.copyOf(steps)));
            branches = Collections.unmodifiableSequencedMap(copy);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.copyOf(branches.sequencedValues());
        }
    }

    /**
     * The same sequence for each item of a list.
     *
     * @param as the item's name in expressions
     * @param width how many items run at once, 1 to 1000
     * @param grow adds items as items complete
     */
    record MapEach(Expression over, String as, int width, Join join, Late late, Optional<Grow> grow, List<Step> steps)
            implements Verb {
        /** Over the items there are when it begins. */
        public MapEach(Expression over, String as, int width, Join join, Late late, List<Step> steps) {
            this(over, as, width, join, late, Optional.empty(), steps);
        }

        public MapEach {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /** The first case whose condition holds; none is no failure. */
    record Switch(List<Case> cases) implements Verb {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public List<List<Step>> sequences() {
            return cases.stream().map(Case::steps).toList();
        }
    }

    /**
     * The same sequence again and again.
     *
     * @param max how often at most, at least 1
     * @param until asked after each turn; without it there are exactly {@code max} turns
     */
    record Loop(int max, Optional<Expression> until, List<Step> steps) implements Verb {
        public Loop {
            steps = List.copyOf(steps);
        }

        @Override
        public List<List<Step>> sequences() {
            return List.of(steps);
        }
    }

    /**
     * Nodes that are visited one after the other, as the edges say.
     *
     * @param entry the node visited first
     * @param max how many visits there can be in all
     * @param state what is kept of the nodes' outputs, by field
     */
    record Graph(String entry, int max, SequencedMap<String, Reducer> state, List<Node> nodes) implements Verb {
        public Graph {
            state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
            nodes = List.copyOf(nodes);
        }

        @Override
        public List<List<Step>> sequences() {
            return nodes.stream().map(node -> List.of(node.step())).toList();
        }
    }

    /** @param edges the first that holds is taken; a node without one that holds fails the graph */
    record Node(Step step, List<Edge> edges) {
        public Node {
            edges = List.copyOf(edges);
        }
    }

    /** @param to a node, or empty where the graph is done; without a condition the edge always holds */
    record Edge(Optional<Expression> when, Optional<String> to) {}

    /** How a field of a node's output becomes part of a graph's state. */
    enum Reducer {
        /** A list: an item, or the items of a list, are added at its end. */
        APPEND,
        /** The newest value. */
        LAST,
        /** Numbers, added up from 0. */
        SUM,
        /** Objects, field by field; the newer wins. */
        MERGE,
        MAX,
        MIN
    }

    /**
     * Agents talk about a topic, one at a time.
     *
     * @param max how many turns there can be; the chat ends with the last
     * @param until asked after each turn
     * @param signals texts that end the chat when a speaker says one
     * @param failsWhenStuck whether repetition fails the step, instead of ending the chat
     * @param window how many of the last turns a speaker is shown as they were said
     * @param summary who sums up what was said before
     */
    record Chat(
            List<Speaker> speakers,
            Template topic,
            NextSpeaker next,
            int max,
            Optional<Expression> until,
            List<String> signals,
            boolean failsWhenStuck,
            int window,
            Optional<Summary> summary)
            implements Verb {
        /** The name of the member that moderates. No agent's name has an underscore. */
        public static final String MODERATOR = "_moderator";

        /** The name of the member that sums up. */
        public static final String SUMMARIZER = "_summarizer";

        public Chat {
            speakers = List.copyOf(speakers);
            signals = List.copyOf(signals);
        }

        @Override
        public List<Member> members() {
            List<Member> all =
                    new ArrayList<>(speakers.stream().map(Speaker::member).toList());
            if (next instanceof NextSpeaker.Moderated(Member moderator)) {
                all.add(moderator);
            }
            summary.ifPresent(sum -> all.add(sum.by()));
            return List.copyOf(all);
        }
    }

    /** @param about what a moderator is told of the speaker; may be empty */
    record Speaker(Member member, String about) {}

    /** Who speaks next. */
    sealed interface NextSpeaker {
        /** In the order of the definition, again and again. */
        record RoundRobin() implements NextSpeaker {}

        /** An expression gives the name. */
        record Chosen(Expression name) implements NextSpeaker {}

        /** An agent names the speaker before each turn, or ends the chat. */
        record Moderated(Member moderator) implements NextSpeaker {}
    }

    /**
     * Agents pass a task on until one gives a final answer; exactly one works at a time.
     *
     * @param to whom each may hand over to, and the parts that must come with it
     * @param max how often the task may be handed over
     * @param confidence a handover with a lower one is escalated, 0 to 1
     * @param escalate the agent that gets what is escalated
     * @param person who decides what is escalated; without an agent and a person the step fails
     */
    record Handoff(
            Member start,
            SequencedMap<String, SequencedMap<String, List<String>>> to,
            List<Member> members,
            int max,
            double confidence,
            Optional<Member> escalate,
            Optional<Person> person)
            implements Verb {
        public Handoff {
            var copy = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
            to.forEach((from, targets) ->
                    copy.put(from, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets))));
            to = Collections.unmodifiableSequencedMap(copy);
            members = List.copyOf(members);
        }
    }

    /**
     * Sides argue in turn, then a judge decides.
     *
     * @param sides at least two; the member's name is the side's
     * @param until asked after each round; ends the debate early
     */
    record Debate(Template motion, List<Member> sides, int rounds, Optional<Expression> until, Member judge)
            implements Verb {
        /** The name of the member that judges. */
        public static final String JUDGE = "_judge";

        public Debate {
            sides = List.copyOf(sides);
        }

        @Override
        public List<Member> members() {
            List<Member> all = new ArrayList<>(sides);
            all.add(judge);
            return List.copyOf(all);
        }
    }

    /**
     * Many answers, one result.
     *
     * @param ballot over a voter's {@code output}
     * @param quorum how many ballots there must be
     * @param weights what a ballot counts
     * @param override who decides when the ballots differ
     */
    record Vote(
            List<Member> voters,
            Expression ballot,
            Rule rule,
            int quorum,
            Weights weights,
            Tie tie,
            Optional<Member> override)
            implements Verb {
        /** The name of the member that breaks a tie. */
        public static final String TIE = "_tie";

        /** The name of the member that decides when ballots differ. */
        public static final String OVERRIDE = "_override";

        public Vote {
            voters = List.copyOf(voters);
        }

        @Override
        public List<Member> members() {
            List<Member> all = new ArrayList<>(voters);
            if (tie instanceof Tie.Decider(Member chair)) {
                all.add(chair);
            }
            override.ifPresent(all::add);
            return List.copyOf(all);
        }

        @Override
        public Optional<Person> person() {
            return tie instanceof Tie.Asked(Person who) ? Optional.of(who) : Optional.empty();
        }
    }

    /** How ballots become a result. */
    enum Rule {
        /** More than half of the weight cast. */
        MAJORITY,
        /** More weight than any other. */
        PLURALITY,
        /** All the same. */
        UNANIMOUS,
        /** Numbers. */
        MEAN,
        MEDIAN,
        /** Lists, the favourite first; the weakest drops out until one has more than half. */
        RANKED
    }

    /** What a ballot counts. */
    sealed interface Weights {
        record Equal() implements Weights {}

        /** By voter; who is not named counts 1. */
        record Fixed(SequencedMap<String, BigDecimal> byVoter) implements Weights {
            public Fixed {
                byVoter = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byVoter));
            }
        }

        /** Over the voter's {@code output}: its confidence. */
        record Told(Expression weight) implements Weights {}
    }

    /** What decides when the rule does not. */
    sealed interface Tie {
        record Fail() implements Tie {}

        /** The candidate that was voted for first, in the order of the voters. */
        record First() implements Tie {}

        record Decider(Member chair) implements Tie {}

        /** A person picks one of the ballots, or none. */
        record Asked(Person person) implements Tie {}
    }

    /** Names values, readable as {@code vars.NAME} from then on. */
    record SetValues(SequencedMap<String, Template> values) implements Verb {
        public SetValues {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /** Ends the run with a result. */
    record Return(Template value) implements Verb {}

    /** Fails, for a {@code catch} further out or for the run. */
    record Fail(String code, Template message) implements Verb {}

    /** One case; without a condition it is the {@code else}. */
    record Case(Optional<Expression> when, List<Step> steps) {
        public Case {
            steps = List.copyOf(steps);
        }
    }
}
