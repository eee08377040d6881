package dev.agentmesh.host.shape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.agent.Artifact;
import dev.agentmesh.host.shape.Shape.Field;
import dev.agentmesh.host.shape.Shape.Format;
import dev.agentmesh.host.shape.Shape.Presence;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the shape of a Java type as Jackson would write and read it. One reader per schema; not safe for use by several threads. */
public final class ShapeReader {
    private static final Map<Class<?>, Shape> SIMPLE = simpleShapes();

    private final SequencedMap<String, Shape.Fields> definitions = new LinkedHashMap<>();
    private final Map<String, String> nameOfType = new HashMap<>();

    private ShapeReader() {}

    /** @throws UndescribableType if the type, or one it contains, is no record, enum, collection, map or simple value */
    public static Schema read(Type type) throws UndescribableType {
        ShapeReader reader = new ShapeReader();
        Shape root = reader.shapeOf(type, Map.of());
        return new Schema(root, reader.definitions);
    }

    /** The schema of an object with one field per entry, in order. */
    public static Schema readFields(String name, SequencedMap<String, AnnotatedType> fields) throws UndescribableType {
        ShapeReader reader = new ShapeReader();
        SequencedMap<String, Field> read = new LinkedHashMap<>();
        for (Map.Entry<String, AnnotatedType> field : fields.entrySet()) {
            read.put(
                    field.getKey(),
                    reader.field(field.getValue().type(), field.getValue().nullable(), Map.of()));
        }
        return new Schema(new Shape.Fields(name, read), reader.definitions);
    }

    /** A type as a parameter declares it. */
    public record AnnotatedType(Type type, Nullability nullable) {
        public static AnnotatedType of(java.lang.reflect.Parameter parameter) {
            return new AnnotatedType(
                    parameter.getParameterizedType(),
                    Nullability.of(parameter, parameter.getAnnotatedType().getAnnotations()));
        }
    }

    /** Whether an element says that it may be null, by any annotation named {@code Nullable}. */
    public enum Nullability {
        NULLABLE,
        PRESENT;

        static Nullability of(AnnotatedElement element, Annotation[] ofType) {
            boolean nullable = Arrays.stream(ofType).anyMatch(Nullability::isNullable)
                    || Arrays.stream(element.getAnnotations()).anyMatch(Nullability::isNullable);
            return nullable ? NULLABLE : PRESENT;
        }

        private static boolean isNullable(Annotation annotation) {
            return annotation.annotationType().getSimpleName().equals("Nullable");
        }
    }

    private Shape shapeOf(Type type, Map<TypeVariable<?>, Type> bindings) throws UndescribableType {
        return switch (type) {
            case Class<?> c -> ofClass(c);
            case ParameterizedType p -> ofParameterized(p, bindings);
            case GenericArrayType a -> new Shape.Array(shapeOf(a.getGenericComponentType(), bindings));
            case WildcardType w -> shapeOf(w.getUpperBounds()[0], bindings);
            case TypeVariable<?> v -> {
                Type bound = bindings.get(v);
                yield bound == null ? new Shape.Anything() : shapeOf(bound, Map.of());
            }
            default -> throw new UndescribableType("type " + type.getTypeName() + " has no JSON Schema");
        };
    }

    private Shape ofClass(Class<?> c) throws UndescribableType {
        Shape simple = SIMPLE.get(c);
        if (simple != null) {
            return simple;
        }
        if (c.isEnum()) {
            return new Shape.Choice(Arrays.stream(c.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList());
        }
        if (c.isArray()) {
            return new Shape.Array(shapeOf(c.getComponentType(), Map.of()));
        }
        if (c.isRecord()) {
            return ofRecord(c, c.getTypeName(), c.getSimpleName(), Map.of());
        }
        if (Collection.class.isAssignableFrom(c)) {
            return new Shape.Array(new Shape.Anything());
        }
        if (Map.class.isAssignableFrom(c)) {
            return new Shape.Dictionary(new Shape.Anything());
        }
        if (JsonNode.class.isAssignableFrom(c)) {
            return new Shape.Anything();
        }
        throw new UndescribableType("class " + c.getTypeName()
                + " has no JSON Schema; use a record, an enum, a collection, a map with string keys or a simple value");
    }

    private Shape ofParameterized(ParameterizedType type, Map<TypeVariable<?>, Type> bindings)
            throws UndescribableType {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = new Type[type.getActualTypeArguments().length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = bound(type.getActualTypeArguments()[i], bindings);
        }
        if (raw == Optional.class) {
            return nullable(shapeOf(arguments[0], bindings));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return new Shape.Array(shapeOf(arguments[0], bindings));
        }
        if (Map.class.isAssignableFrom(raw)) {
            if (arguments.length != 2 || arguments[0] != String.class) {
                throw new UndescribableType("map " + type.getTypeName() + " needs keys of type String");
            }
            return new Shape.Dictionary(shapeOf(arguments[1], bindings));
        }
        if (raw.isRecord()) {
            Map<TypeVariable<?>, Type> inner = new HashMap<>();
            for (int i = 0; i < arguments.length; i++) {
                inner.put(raw.getTypeParameters()[i], arguments[i]);
            }
            String key = raw.getTypeName() + Arrays.toString(arguments);
            String name = raw.getSimpleName() + "Of"
                    + Arrays.stream(arguments).map(ShapeReader::simpleName).collect(Collectors.joining("And"));
            return ofRecord(raw, key, name, inner);
        }
        throw new UndescribableType("type " + type.getTypeName() + " has no JSON Schema");
    }

    private static Type bound(Type type, Map<TypeVariable<?>, Type> bindings) {
        return type instanceof TypeVariable<?> variable ? bindings.getOrDefault(variable, Object.class) : type;
    }

    private static String simpleName(Type type) {
        return type instanceof Class<?> c
                ? c.getSimpleName()
                : type.getTypeName().replaceAll("[^A-Za-z0-9]+", "_");
    }

    private Shape ofRecord(Class<?> c, String key, String wantedName, Map<TypeVariable<?>, Type> bindings)
            throws UndescribableType {
        String known = nameOfType.get(key);
        if (known != null) {
            return new Shape.Reference(known);
        }
        String name = wantedName;
        for (int n = 2; definitions.containsKey(name); n++) {
            name = wantedName + n;
        }
        nameOfType.put(key, name);
        // Takes its place before its components are read, so that a record that contains itself finds it.
        definitions.put(name, new Shape.Fields(name, new LinkedHashMap<>()));
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        for (RecordComponent component : c.getRecordComponents()) {
            fields.put(
                    nameOf(component),
                    field(
                            component.getGenericType(),
                            Nullability.of(
                                    component, component.getAnnotatedType().getAnnotations()),
                            bindings));
        }
        definitions.put(name, new Shape.Fields(name, fields));
        return new Shape.Reference(name);
    }

    private Field field(Type type, Nullability nullability, Map<TypeVariable<?>, Type> bindings)
            throws UndescribableType {
        Shape shape = shapeOf(type, bindings);
        Shape said = nullability == Nullability.NULLABLE ? nullable(shape) : shape;
        boolean mayBeAbsent = said instanceof Shape.Nullable || said instanceof Shape.Anything;
        return new Field(said, mayBeAbsent ? Presence.OPTIONAL : Presence.REQUIRED);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static Shape nullable(Shape shape) {
        return shape instanceof Shape.Nullable || shape instanceof Shape.Anything ? shape : new Shape.Nullable(shape);
    }

    private static Shape whole(long least, long most) {
        return new Shape.Whole(Optional.of(BigInteger.valueOf(least)), Optional.of(BigInteger.valueOf(most)));
    }

    private static Map<Class<?>, Shape> simpleShapes() {
        Map<Class<?>, Shape> shapes = new HashMap<>();
        shapes.put(Object.class, new Shape.Anything());
        shapes.put(Artifact.class, References.SHAPE);
        List.of(void.class, Void.class).forEach(c -> shapes.put(c, new Shape.Nothing()));
        List.of(boolean.class, Boolean.class).forEach(c -> shapes.put(c, new Shape.Truth()));
        List.of(byte.class, Byte.class).forEach(c -> shapes.put(c, whole(Byte.MIN_VALUE, Byte.MAX_VALUE)));
        List.of(short.class, Short.class).forEach(c -> shapes.put(c, whole(Short.MIN_VALUE, Short.MAX_VALUE)));
        List.of(int.class, Integer.class).forEach(c -> shapes.put(c, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        List.of(long.class, Long.class).forEach(c -> shapes.put(c, whole(Long.MIN_VALUE, Long.MAX_VALUE)));
        shapes.put(BigInteger.class, new Shape.Whole(Optional.empty(), Optional.empty()));
        List.of(float.class, Float.class, double.class, Double.class, BigDecimal.class, Number.class)
                .forEach(c -> shapes.put(c, new Shape.Decimal()));
        shapes.put(OptionalInt.class, nullable(whole(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        shapes.put(OptionalLong.class, nullable(whole(Long.MIN_VALUE, Long.MAX_VALUE)));
        shapes.put(OptionalDouble.class, nullable(new Shape.Decimal()));
        List.of(String.class, CharSequence.class).forEach(c -> shapes.put(c, new Shape.Text(Format.FREE)));
        List.of(char.class, Character.class).forEach(c -> shapes.put(c, new Shape.Text(Format.CHARACTER)));
        List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class)
                .forEach(c -> shapes.put(c, new Shape.Text(Format.DATE_TIME)));
        shapes.put(LocalDateTime.class, new Shape.Text(Format.LOCAL_DATE_TIME));
        shapes.put(LocalDate.class, new Shape.Text(Format.DATE));
        shapes.put(LocalTime.class, new Shape.Text(Format.TIME));
        shapes.put(Duration.class, new Shape.Text(Format.DURATION));
        shapes.put(UUID.class, new Shape.Text(Format.UUID));
        shapes.put(URI.class, new Shape.Text(Format.URI));
        shapes.put(byte[].class, new Shape.Text(Format.BASE64));
        return Map.copyOf(shapes);
    }
}
