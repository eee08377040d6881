package dev.agentmesh.topics.codec;

import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskPosition;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Messages made by walking the record types, so that a variant added tomorrow is covered without a word here. */
final class RandomMessages {
    private static final List<String> TEXTS =
            List.of("", "a", "naïve – 日本語 🦊", "line\nbreak\t\"quoted\"", "x".repeat(400));

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    /** One value for each leaf of a sealed type. */
    static List<Class<?>> leavesOf(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leavesOf(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    /** A message of the type whose body is of the given type. */
    <T> T message(Class<T> type, Class<?> body) {
        MessageHeader header = header();
        String stepPath = pick("draft", "files[3]/checks[security]/security", "release[catch0]/notify");
        return type.cast(make(type, body, header, stepPath));
    }

    private Object make(Class<?> type, Class<?> body, MessageHeader header, String stepPath) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = Arrays.stream(parts)
                .map(part -> switch (part.getName()) {
                    case "body" -> make(body, body, header, stepPath);
                    case "header" -> header;
                    case "stepPath" -> stepPath;
                    case "taskId" -> header.runId() + "/" + stepPath;
                    case "recipient" -> Optional.of(string("recipient"));
                    case "source" -> "name: x\nsteps: []\n";
                    case "hash" -> WorkflowDeployment.hashOf("name: x\nsteps: []\n");
                    default -> value(part.getName(), part.getGenericType());
                })
                .toArray();
        try {
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " from " + Arrays.toString(values), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type item = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.of(value(name, item)) : Optional.empty();
            }
            List<Object> items = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                items.add(value(name, item));
            }
            return items;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return string(name);
        } else if (raw == int.class) {
            return 1 + random.nextInt(Integer.MAX_VALUE);
        } else if (raw == long.class) {
            return random.nextLong() >>> 1;
        } else if (raw == double.class) {
            return random.nextDouble();
        } else if (raw == boolean.class) {
            return random.nextBoolean();
        } else if (raw == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        } else if (raw == Duration.class) {
            return Duration.ofMillis(random.nextLong(1_000_000_000L));
        } else if (raw == Payload.class) {
            return payload();
        } else if (raw == Octets.class) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return Octets.of(bytes);
        } else if (raw == Failure.class) {
            return new Failure("TRANSIENT", "MESH-4105", pick(TEXTS.toArray(String[]::new)));
        } else if (raw == TaskPosition.class) {
            return random.nextBoolean()
                    ? TaskPosition.UNKNOWN
                    : new TaskPosition(random.nextInt(9), random.nextLong(99));
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        }
        return make(raw, raw, header(), "step");
    }

    private MessageHeader header() {
        return new MessageHeader(
                "r-" + random.nextInt(1_000),
                random.nextInt(5),
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                pick("cli", "mesh.commands-3:17", ""));
    }

    private Payload payload() {
        if (random.nextInt(4) == 0) {
            return Payload.kept("application/json", 1L << 33, new byte[32], "s3://bucket/key");
        }
        return Payload.json(
                pick("null", "{\"a\":[1,2,3],\"b\":\"日本語\"}", "\"" + "x".repeat(random.nextInt(3_000)) + "\""));
    }

    private String string(String name) {
        return switch (name) {
            case "agent", "skill", "name", "sender", "recipient" -> pick("greeter", "code-review-2", "a");
            case "correlationId" -> pick("market-brief", "R_1.x-Y~p-1");
            case "workflow", "version", "id", "instance", "runId", "childId" -> pick("market-brief", "3", "R_1.x-Y");
            case "attempt", "test" -> pick("r-1/draft#2", "R_1.x-Y/files[3]/checks#1");
            case "section" -> pick("context", "messages", "fact-checker");
            case "key" -> pick("balance", "x-1_y");
            case "scope" -> pick("mesh", "agent/greeter", "model/gpt 4:o");
            case "inputSchema", "outputSchema" -> pick("", "{\"type\":\"object\"}");
            case "lease", "idempotencyKey", "reader", "model" -> "k-" + random.nextInt();
            case "traceId" -> "0af7651916cd43dd8448eb211c80319c";
            default -> pick(TEXTS.toArray(String[]::new));
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
