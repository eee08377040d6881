package dev.agentmesh.host.settings;

import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.settings.HostSettings.Consumption;
import dev.agentmesh.topics.clients.ClusterSettings;
import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.registry.RegistrySettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns texts into settings. */
final class SettingsReader {
    private static final String OWN_PREFIX = "mesh.";
    private static final String KAFKA_PREFIX = "mesh.kafka.";
    private static final Set<String> OF_THE_CLUSTER =
            Set.of(ClusterSettings.REPLICATION_FACTOR, ClusterSettings.PARTITIONS, ClusterSettings.ARTIFACTS);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");

    private SettingsReader() {}

    static HostSettings read(Map<String, String> environment, Map<String, String> properties) {
        Map<HostKey, String> given = new EnumMap<>(HostKey.class);
        for (HostKey key : HostKey.values()) {
            String value = environment.get(key.variable());
            if (value != null) {
                given.put(key, value);
            }
        }
        SortedMap<String, String> cluster =
                new TreeMap<>(ClusterSettings.fromEnvironment(environment).properties());
        new TreeMap<>(properties).forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                cluster.put(name.substring(KAFKA_PREFIX.length()), value);
            } else if (OF_THE_CLUSTER.contains(name)) {
                cluster.put(name, value);
            } else if (name.startsWith(OWN_PREFIX)) {
                given.put(HostKey.of(name).orElseThrow(() -> unknown(name)), value);
            }
        });
        put(cluster, ClusterSettings.BOOTSTRAP, given.get(HostKey.BOOTSTRAP));
        put(cluster, RegistrySettings.URL, given.get(HostKey.REGISTRY));
        put(cluster, ClusterSettings.NAMESPACE, given.get(HostKey.NAMESPACE));
        return read(ClusterSettings.of(cluster), given);
    }

    private static void put(Map<String, String> cluster, String key, @Nullable String value) {
        if (value != null) {
            cluster.put(key, value);
        }
    }

    static HostSettings read(ClusterSettings cluster, Map<HostKey, String> given) {
        return new HostSettings(
                cluster,
                given.getOrDefault(HostKey.INSTANCE, defaultInstance()),
                number(given, HostKey.WIDTH, 1_000),
                number(given, HostKey.PARTITIONS, 1_000),
                duration(given, HostKey.DRAIN, "25s", Duration.ZERO, Duration.ofHours(1)),
                duration(given, HostKey.SESSION_TIMEOUT, "6s", Duration.ofSeconds(3), Duration.ofMinutes(10)),
                duration(given, HostKey.HEARTBEAT, "1500ms", Duration.ofMillis(100), Duration.ofMinutes(3)),
                duration(given, HostKey.MAX_POLL_INTERVAL, "5m", Duration.ofSeconds(6), Duration.ofHours(24)),
                duration(given, HostKey.COMMIT_INTERVAL, "20ms", Duration.ofMillis(1), Duration.ofSeconds(10)),
                duration(given, HostKey.CANCEL_GRACE, "5s", Duration.ZERO, Duration.ofMinutes(10)),
                duration(given, HostKey.ANNOUNCE_INTERVAL, "2s", Duration.ofMillis(100), Duration.ofMinutes(1)),
                duration(given, HostKey.STUCK_AFTER, "2m", Duration.ofSeconds(1), Duration.ofHours(24)),
                number(given, HostKey.LOOKAHEAD, 10_000),
                consumption(given),
                duration(given, HostKey.RECORD_LOCK, "15s", Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    private static Consumption consumption(Map<HostKey, String> given) {
        String text = given.getOrDefault(HostKey.CONSUMPTION, "auto").trim();
        return switch (text) {
            case "auto", "group" -> Consumption.GROUP;
            case "share" -> Consumption.SHARE;
            default -> throw bad(HostKey.CONSUMPTION, text, "auto, group or share");
        };
    }

    private static OptionalInt number(Map<HostKey, String> given, HostKey key, int most) {
        String text = given.get(key);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (text.trim().matches("\\d{1,9}")) {
            int value = Integer.parseInt(text.trim());
            if (value >= 1 && value <= most) {
                return OptionalInt.of(value);
            }
        }
        throw bad(key, text, "a whole number from 1 to " + most);
    }

    private static Duration duration(
            Map<HostKey, String> given, HostKey key, String standard, Duration least, Duration most) {
        String text = given.getOrDefault(key, standard).trim();
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            long amount = Long.parseLong(parts.group(1));
            Duration value = switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        throw bad(
                key,
                text,
                "a duration such as 500ms, 25s or 2m, from " + least.toMillis() + " ms to " + most.toSeconds() + " s");
    }

    private static String defaultInstance() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "local";
        }
        String name = host.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String shortened = name.substring(0, Math.min(name.length(), 48));
        return (shortened.isEmpty() ? "local" : shortened) + "-"
                + ProcessHandle.current().pid();
    }

    private static MeshException unknown(String name) {
        return new MeshException(
                HostErrors.UNKNOWN_SETTING,
                "unknown setting " + name + "; did you mean " + HostKey.nearest(name) + "?");
    }

    private static MeshException bad(HostKey key, String value, String expected) {
        return new MeshException(HostErrors.BAD_SETTING, key.key() + " is \"" + value + "\"; expected " + expected);
    }
}
