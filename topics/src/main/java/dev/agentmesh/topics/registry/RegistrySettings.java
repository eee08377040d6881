package dev.agentmesh.topics.registry;

import dev.agentmesh.topics.error.MeshException;
import dev.agentmesh.topics.error.TopicErrors;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach the registry, under Confluent's property names.
 *
 * @param urls tried in order ({@code schema.registry.url}, separated by commas)
 * @param authorization value of the Authorization header ({@code basic.auth.*}, {@code bearer.auth.*}); empty sends none
 * @param connectTimeout {@code http.connect.timeout.ms}, default 2 s
 * @param readTimeout {@code http.read.timeout.ms}, default 5 s
 * @param retries further tries after the first fails to connect ({@code max.retries}, default 3)
 * @param retryWait before the first further try ({@code retries.wait.ms}, default 100 ms); doubles each time
 * @param longestRetryWait {@code retries.max.wait.ms}, default 1 s
 */
public record RegistrySettings(
        List<URI> urls,
        Optional<String> authorization,
        Duration connectTimeout,
        Duration readTimeout,
        int retries,
        Duration retryWait,
        Duration longestRetryWait) {

    public static final String URL = "schema.registry.url";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";

    public RegistrySettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw invalid(URL + " is not set");
        }
        if (retries < 0 || retries > 100) {
            throw invalid("max.retries is " + retries + "; it must lie between 0 and 100");
        }
    }

    /**
     * Reads the settings; keys it does not know are left to others.
     *
     * @throws MeshException MESH-5018 naming the key that is missing or wrong
     */
    public static RegistrySettings from(Map<String, String> properties) {
        List<URI> given = Arrays.stream(properties.getOrDefault(URL, "").split(","))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .map(RegistrySettings::uri)
                .toList();
        return new RegistrySettings(
                given.stream().map(RegistrySettings::withoutUser).toList(),
                authorization(properties, given),
                millis(properties, "http.connect.timeout.ms", 2_000),
                millis(properties, "http.read.timeout.ms", 5_000),
                (int) number(properties, "max.retries", 3),
                millis(properties, "retries.wait.ms", 100),
                millis(properties, "retries.max.wait.ms", 1_000));
    }

    private static Optional<String> authorization(Map<String, String> properties, List<URI> urls) {
        String bearer = properties.get(BEARER_TOKEN);
        if (bearer != null && !bearer.isBlank()) {
            requireSource(properties, BEARER_SOURCE, "STATIC_TOKEN");
            return Optional.of("Bearer " + bearer.trim());
        }
        String source = properties.getOrDefault(BASIC_SOURCE, "URL");
        return switch (source) {
            case "URL" ->
                urls.stream()
                        .map(URI::getUserInfo)
                        .filter(user -> user != null)
                        .findFirst()
                        .map(RegistrySettings::basic);
            case "USER_INFO" -> {
                String user = properties.getOrDefault(BASIC_USER, "");
                if (!user.contains(":")) {
                    throw invalid(BASIC_USER + " must be user:password when " + BASIC_SOURCE + "=USER_INFO");
                }
                yield Optional.of(basic(user));
            }
            default -> throw invalid(BASIC_SOURCE + " is " + source + "; supported are URL and USER_INFO");
        };
    }

    private static void requireSource(Map<String, String> properties, String key, String supported) {
        String source = properties.getOrDefault(key, supported);
        if (!source.equals(supported)) {
            throw invalid(key + " is " + source + "; supported is " + supported);
        }
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw invalid(URL + " must be http://host:port or https://host:port");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw invalid(URL + " is not a URL: " + e.getMessage());
        }
    }

    private static URI withoutUser(URI uri) {
        return uri.getRawUserInfo() == null ? uri : URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
    }

    private static Duration millis(Map<String, String> properties, String key, long standard) {
        return Duration.ofMillis(number(properties, key, standard));
    }

    private static long number(Map<String, String> properties, String key, long standard) {
        String text = properties.get(key);
        if (text == null) {
            return standard;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= 0 && value <= Integer.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(key + " is \"" + text + "\"; expected a whole number");
        }
        throw invalid(key + " is " + text + "; it must lie between 0 and 2147483647");
    }

    private static MeshException invalid(String what) {
        return new MeshException(TopicErrors.INVALID_SETTING, what);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "RegistrySettings" + urls + (authorization.isPresent() ? " with credentials" : "");
    }
}
