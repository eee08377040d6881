package dev.agentmesh.core.definition;

import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verbs in which an agent decides at run time what others do. */
public sealed interface CrewVerb extends Verb {
    /**
     * A plan that an agent makes and other agents carry out, as far as they can at the same time.
     *
     * @param goal what is to be reached, a text
     * @param team who can be given work
     * @param max how many steps a plan may have, with those already carried out
     * @param attempt how long one attempt of any of them may take
     * @param review who sees each plan before it is carried out
     */
    record Plan(
            Template goal,
            AgentCall planner,
            List<AgentCall> team,
            int max,
            Optional<Replan> replan,
            Optional<Duration> attempt,
            Optional<Person> review)
            implements CrewVerb {
        /** Without a review. */
        public Plan(
                Template goal,
                AgentCall planner,
                List<AgentCall> team,
                int max,
                Optional<Replan> replan,
                Optional<Duration> attempt) {
            this(goal, planner, team, max, replan, attempt, Optional.empty());
        }

        /** What stands for the planner; no agent's name has an underscore. */
        public static final String PLANNER = "_planner";

        public Plan {
            team = List.copyOf(team);
        }

        /** What stands for a member of the team in the path of its task. */
        public static String member(AgentCall call) {
            return call.skill().isEmpty() ? call.agent() : call.agent() + "_" + call.skill();
        }

        @Override
        public Optional<Person> person() {
            return review;
        }

        @Override
        public List<Member> members() {
            List<Member> members = new ArrayList<>();
            members.add(new Member(PLANNER, planner, attempt));
            team.forEach(call -> members.add(new Member(member(call), call, attempt)));
            return members;
        }
    }

    /**
     * An agent that gives work to others, reviews what they give, and ends with a result.
     *
     * @param goal what is to be reached, a text
     * @param criteria what a good result is, a text
     * @param workers who can be given work; empty for every agent that is up
     * @param rounds how often work can be given out, at least 1
     * @param revisions how often a piece of work can be given back
     * @param attempt how long one attempt of any of them may take
     */
    record Supervisor(
            AgentCall agent,
            Template goal,
            Optional<Template> criteria,
            List<AgentCall> workers,
            int rounds,
            int revisions,
            Optional<Duration> attempt)
            implements CrewVerb {
        /** What stands for the supervisor; no agent's name has an underscore. */
        public static final String LEAD = "_supervisor";

        /** What stands for whoever was given a piece of work. */
        public static final String WORKER = "_worker";

        public Supervisor {
            workers = List.copyOf(workers);
        }

        @Override
        public List<Member> members() {
            List<Member> members = new ArrayList<>();
            members.add(new Member(LEAD, agent, attempt));
            members.add(new Member(WORKER, agent, attempt));
            workers.forEach(call -> members.add(new Member(Plan.member(call), call, attempt)));
            return members;
        }
    }
}
