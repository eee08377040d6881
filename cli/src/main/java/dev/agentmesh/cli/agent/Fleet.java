package dev.agentmesh.cli.agent;

import dev.agentmesh.cli.gateway.AgentGateway;
import dev.agentmesh.cli.gateway.AgentGateway.Work;
import dev.agentmesh.topics.message.AgentAnnouncement;
import dev.agentmesh.topics.message.AgentAnnouncement.Departure;
import dev.agentmesh.topics.message.AgentAnnouncement.Heartbeat;
import dev.agentmesh.topics.message.AgentCard;
import dev.agentmesh.topics.message.BreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agents of a mesh and how they are: by the age of their words and by what Kafka sees, never by one of them alone. */
public final class Fleet {
    private static final int MISSED_BEFORE_LATE = 2;
    private static final int MISSED_BEFORE_GONE = 5;

    private final List<Agent> agents;

    private Fleet(List<Agent> agents) {
        this.agents = agents;
    }

    /** How an instance is. */
    public enum State {
        UP,
        /** It should have been heard by now. */
        LATE,
        /** Silent for so long that nobody counts on it. */
        GONE,
        /** It said that it leaves. */
        LEFT
    }

    /** @param heard its newest word */
    public record Instance(String name, State state, int busy, int width, Instant heard, AgentCard card) {}

    /**
     * All instances of one name.
     *
     * @param members as Kafka sees them
     * @param lag tasks nobody has finished
     * @param breaker empty for one of which no call has ever failed
     */
    public record Agent(String name, List<Instance> instances, int members, long lag, Optional<BreakerState> breaker) {
        public long up() {
            return count(State.UP);
        }

        public long count(State state) {
            return instances.stream().filter(i -> i.state() == state).count();
        }

        /** {@code , breaker OPEN}; empty while calls go through. */
        public String trouble() {
            String word = BreakerText.word(breaker);
            return word.equals("closed") ? "" : ", breaker " + word;
        }

        /** {@code 2 up}, {@code 1 up, 1 LATE}, {@code GONE}; {@code NEVER HEARD} of one that is known by its failures only. */
        public String state() {
            if (instances.isEmpty()) {
                return "NEVER HEARD";
            }
            long late = count(State.LATE);
            if (up() + late == 0) {
                return count(State.GONE) > 0 ? "GONE" : "left";
            }
            // Kafka may know better than an announcement of a moment ago: without a member nobody gets a task.
            String joined = members == 0 ? ", NOT JOINED" : "";
            return (up() > 0 ? up() + " up" : "")
                    + (up() > 0 && late > 0 ? ", " : "")
                    + (late > 0 ? late + " LATE" : "")
                    + joined;
        }
    }

    public static Fleet of(AgentGateway gateway, Instant now) {
        Map<String, List<Instance>> byName = new TreeMap<>();
        for (AgentAnnouncement found : gateway.announcements()) {
            byName.computeIfAbsent(found.agent(), name -> new java.util.ArrayList<>())
                    .add(instance(found, now));
        }
        Map<String, BreakerState> breakers = gateway.breakers();
        breakers.forEach((name, breaker) -> {
            if (!(breaker.body() instanceof BreakerState.Closed)) {
                byName.computeIfAbsent(name, _ -> new java.util.ArrayList<>());
            }
        });
        Map<String, Work> work = gateway.work(byName.keySet());
        return new Fleet(byName.entrySet().stream()
                .map(entry -> {
                    Work its = work.getOrDefault(entry.getKey(), new Work(0, 0));
                    return new Agent(
                            entry.getKey(),
                            entry.getValue(),
                            its.members(),
                            its.lag(),
                            Optional.ofNullable(breakers.get(entry.getKey())));
                })
                .toList());
    }

    /** By name. */
    public List<Agent> agents() {
        return agents;
    }

    private static Instance instance(AgentAnnouncement found, Instant now) {
        Instant heard = found.header().at();
        return switch (found.body()) {
            case Heartbeat beat ->
                new Instance(
                        found.instance(),
                        state(Duration.between(heard, now), beat.interval()),
                        beat.busy(),
                        beat.width(),
                        heard,
                        found.card());
            case Departure _ ->
                new Instance(found.instance(), State.LEFT, 0, found.card().width(), heard, found.card());
        };
    }

    private static State state(Duration silent, Duration interval) {
        if (silent.compareTo(interval.multipliedBy(MISSED_BEFORE_GONE)) > 0) {
            return State.GONE;
        }
        return silent.compareTo(interval.multipliedBy(MISSED_BEFORE_LATE)) > 0 ? State.LATE : State.UP;
    }
}
