package dev.agentmesh.host;

import dev.agentmesh.host.announce.Announcer;
import dev.agentmesh.host.announce.Announcer.Load;
import dev.agentmesh.host.consume.ConsumptionModel;
import dev.agentmesh.host.consume.GroupConsumption;
import dev.agentmesh.host.consume.GroupSettings;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.execute.AgentWorkplace;
import dev.agentmesh.host.lane.ShareLanes;
import dev.agentmesh.host.publish.MeshWriter;
import dev.agentmesh.host.settings.HostSettings;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.talk.Ears;
import dev.agentmesh.host.talk.Switchboard;
import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.codec.MessageCodecs;
import dev.agentmesh.topics.error.MeshException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent of a process: its share of the work, its workplace, its announcements. */
final class ServedAgent {
    private static final Logger LOG = LoggerFactory.getLogger(ServedAgent.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration JOIN_CHECK = Duration.ofMillis(10);

    private final AgentDefinition agent;
    private final HostSettings settings;
    private final ScheduledExecutorService timer;
    private final AgentWorkplace workplace;
    private final ConsumptionModel consumption;
    private final Announcer announcer;
    private final Optional<Ears> ears;
    private final CompletableFuture<Void> joined = new CompletableFuture<>();

    ServedAgent(
            AgentDefinition agent,
            HostSettings settings,
            KafkaClients clients,
            MessageCodecs codecs,
            MeshWriter writer,
            Switchboard switchboard,
            ScheduledExecutorService timer,
            Clock clock) {
        this.agent = agent;
        this.settings = settings;
        this.timer = timer;
        this.workplace = new AgentWorkplace(
                agent, settings.instance(), codecs.tasks(), writer, timer, clock, settings.cancelGrace(), switchboard);
        this.consumption = switch (settings.consumption()) {
            case GROUP -> group(agent, settings, clients);
            case SHARE ->
                new ShareLanes(clients, agent.name(), settings.instance(), agent.width(), agent.costly(), workplace);
        };
        this.ears = agent.onMessage().map(_ -> switchboard.ears(agent));
        this.announcer = new Announcer(
                agent, settings.instance(), settings.announceInterval(), this::load, writer, clock, hostName());
    }

    private ConsumptionModel group(AgentDefinition agent, HostSettings settings, KafkaClients clients) {
        GroupSettings group = new GroupSettings(
                settings.instance(),
                agent.width(),
                agent.costly(),
                settings.lookaheadFor(agent.width()),
                settings.sessionTimeout(),
                settings.heartbeat(),
                settings.maxPollInterval(),
                settings.commitInterval());
        return new GroupConsumption(
                new KafkaConsumer<>(group.consumerConfig(clients, agent.name())),
                clients.settings().names().tasks(agent.name()),
                group,
                workplace);
    }

    private static String hostName() {
        return System.getenv().getOrDefault("HOSTNAME", "");
    }

    private Load load() {
        return new Load(workplace.busy(), workplace.finished(), workplace.failed());
    }

    AgentDefinition definition() {
        return agent;
    }

    CompletableFuture<Void> joined() {
        return joined;
    }

    void start(Consumer<Throwable> broken) {
        consumption.ended().whenComplete((done, failure) -> {
            if (failure != null) {
                joined.completeExceptionally(failure);
                broken.accept(failure);
            }
        });
        consumption.start();
        ears.ifPresent(Ears::start);
        awaitJoin();
        timer.scheduleAtFixedRate(
                () -> beat(broken), 0, settings.announceInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void awaitJoin() {
        if (consumption.joined() && ears.map(own -> own.listening().isDone()).orElse(true)) {
            joined.complete(null);
        } else if (!consumption.ended().isDone()) {
            timer.schedule(this::awaitJoin, JOIN_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beat(Consumer<Throwable> broken) {
        try {
            announcer.heartbeat();
            long overdue = workplace.overdue(settings.stuckAfter());
            if (overdue >= agent.width()) {
                broken.accept(new MeshException(
                        HostErrors.STUCK,
                        overdue + " tasks of agent \"" + agent.name() + "\" ignore their deadline since "
                                + settings.stuckAfter().toSeconds() + " s"));
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("agent", agent.name()).log("heartbeat failed", e);
        }
    }

    void stopStarting() {
        consumption.stopStarting();
    }

    /** Waits for running tasks until then; what still runs afterwards is told as lost and interrupted. */
    void finishUntil(long endNanos) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        if (!consumption.awaitIdle(left)) {
            LOG.atWarn()
                    .addKeyValue("agent", agent.name())
                    .addKeyValue("busy", workplace.busy())
                    .log("tasks did not end within mesh.agent.drain; reporting them lost");
            workplace.giveUpAll();
            consumption.awaitIdle(LAST_WORDS);
        }
    }

    void leave() {
        ears.ifPresent(own -> own.close(LAST_WORDS));
        consumption.leave();
        announcer.depart("drained");
    }
}
