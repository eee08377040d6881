package dev.agentmesh.host.consume;

import dev.agentmesh.topics.clients.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * How an instance takes part in its agent's group.
 *
 * @param instance its name, which the ledger says who started what by; at most 64 characters
 * @param width tasks at once, at least 1
 * @param costly whether starts are committed before they happen
 * @param lookahead records fetched and not begun; reading pauses at it
 * @param sessionTimeout a silent instance's partitions go to others after it
 * @param heartbeat at most a third of the session timeout
 * @param maxPollInterval polling never waits for a task, so only a dead poll thread can exceed it
 * @param commitInterval how long a finished task may stay unwritten
 */
public record GroupSettings(
        String instance,
        int width,
        boolean costly,
        int lookahead,
        Duration sessionTimeout,
        Duration heartbeat,
        Duration maxPollInterval,
        Duration commitInterval) {
    private static final int MOST_PER_POLL = 500;

    /** The consumer's configuration for an agent's group. */
    public Map<String, Object> consumerConfig(KafkaClients clients, String agent) {
        Map<String, Object> config =
                clients.consumerConfig(instance, clients.settings().names().agentGroup(agent));
        // Where to begin is decided here: "earliest" would also answer a truncated log, and run a week of tasks again.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(sessionTimeout));
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(heartbeat));
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(maxPollInterval));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(Math.min(lookahead, MOST_PER_POLL)));
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        return config;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
