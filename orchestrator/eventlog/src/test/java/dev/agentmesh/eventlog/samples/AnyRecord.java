package dev.agentmesh.eventlog.samples;

import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any value of a record or sealed type, found by looking at its components: a new variant is covered the day it is added. */
public final class AnyRecord {
    private AnyRecord() {}

    /** The records below a sealed interface, at any depth. */
    public static List<Class<?>> variants(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(sub -> variants(sub).stream())
                        .toList()
                : List.of(type);
    }

    @SuppressWarnings("unchecked")
    public static <T> Arbitrary<T> of(Class<T> type) {
        return (Arbitrary<T>) any(type);
    }

    private static Arbitrary<?> any(Type type) {
        return switch (type) {
            case ParameterizedType generic -> anyGeneric(generic);
            case Class<?> plain -> anyPlain(plain);
            default -> throw new IllegalArgumentException("no values for " + type);
        };
    }

    private static Arbitrary<?> anyGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return any(arguments[0]).optional();
        }
        if (type.getRawType() == List.class) {
            return any(arguments[0]).list().ofMaxSize(4);
        }
        if (type.getRawType() == SequencedMap.class) {
            return Arbitraries.maps(ids(), any(arguments[1])).ofMaxSize(4).map(LinkedHashMap::new);
        }
        throw new IllegalArgumentException("no values for " + type);
    }

    private static Arbitrary<?> anyPlain(Class<?> type) {
        if (type == String.class) {
            return texts();
        }
        if (type == int.class) {
            return Arbitraries.integers().between(0, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return Arbitraries.longs().between(0, Long.MAX_VALUE);
        }
        if (type == double.class) {
            return Arbitraries.doubles().between(0, 1e9);
        }
        if (type == boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (type == Instant.class) {
            return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
        }
        if (type == Duration.class) {
            return Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis);
        }
        if (type == StepPath.class) {
            return paths();
        }
        if (type == Payload.class) {
            return payloads();
        }
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return Arbitraries.of(variants(type)).flatMap(AnyRecord::anyPlain);
        }
        return anyOf(type);
    }

    private static Arbitrary<?> anyOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("no values for " + type);
        }
        List<Arbitrary<?>> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            parts.add(any(component.getGenericType()));
        }
        @SuppressWarnings("unchecked")
        List<Arbitrary<Object>> uniform = (List<Arbitrary<Object>>) (List<?>) parts;
        return Combinators.combine(uniform).as(values -> construct(type, components, values));
    }

    private static Object construct(Class<?> type, RecordComponent[] components, List<Object> values) {
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName() + " of " + values, e);
        }
    }

    /** Step ids that are awkward neighbours: each is a prefix of another, with the characters next to the separators. */
    public static Arbitrary<String> ids() {
        return Arbitraries.of("a", "ab", "a-b", "a.b", "a_b", "A", "a0", "b", "draft", "z9");
    }

    public static Arbitrary<StepPath> paths() {
        Arbitrary<String> lane =
                Arbitraries.of("0", "1", "10", "2", "security", "a-b", "catch0").map(selector -> "[" + selector + "]");
        Arbitrary<String> segment = Combinators.combine(ids(), lane.optional()).as((id, in) -> id + in.orElse(""));
        return segment.list().ofMinSize(1).ofMaxSize(4).map(all -> new StepPath(String.join("/", all)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).filter(AnyRecord::isUnicode),
                Arbitraries.of("", " ", "ü – 漢字 🙂", "line\nbreak", "\u0000"));
    }

    /** A lone half of a pair is no character and has no UTF-8. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    private static Arbitrary<Payload> payloads() {
        return Arbitraries.oneOf(
                Arbitraries.of("null", "{}", "[]", "0", "\"\"", "{\"a\":[1,2,{\"b\":null}]}")
                        .map(Payload::json),
                texts().map(text -> Payload.json("\"" + text.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + "\"")));
    }
}
