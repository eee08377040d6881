package dev.agentmesh.host.skill;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Message;
import dev.agentmesh.agent.MessageFunction;
import dev.agentmesh.agent.OnMessage;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.agent.Skill;
import dev.agentmesh.agent.Task;
import dev.agentmesh.agent.spi.Names;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.shape.Schema;
import dev.agentmesh.host.shape.Shape;
import dev.agentmesh.host.shape.ShapeReader;
import dev.agentmesh.host.shape.ShapeReader.AnnotatedType;
import dev.agentmesh.host.shape.UndescribableType;
import dev.agentmesh.topics.error.MeshException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Binds instances of classes that carry {@link Agent}. Reflection happens here, once per class and then once per call. */
public final class AnnotatedAgents {
    private AnnotatedAgents() {}

    /**
     * An instance by the constructor without parameters.
     *
     * @throws MeshException {@code MESH-3007} if there is none, or it fails
     */
    public static Object construct(Class<?> agentClass) {
        try {
            Constructor<?> constructor = agentClass.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            throw unusable(agentClass, "its constructor failed: " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw unusable(
                    agentClass,
                    "it has no constructor without parameters; add one, or let a container such as Micronaut make it",
                    e);
        }
    }

    /** @throws MeshException {@code MESH-3006} or {@code MESH-3007} if it cannot be served as declared */
    public static AgentDefinition define(Object instance) {
        Class<?> declaring = declaringClass(instance.getClass());
        Agent agent = declaring.getAnnotation(Agent.class);
        Names.requireAgent(agent.value());
        List<Method> methods = skillMethods(declaring);
        if (methods.isEmpty()) {
            throw unusable(declaring, "it has no method with @Skill", null);
        }
        List<BoundSkill> skills =
                methods.stream().map(method -> bind(agent, instance, method)).toList();
        return AgentDefinition.of(
                agent.value(), agent.about(), agent.width(), agent.costly(), skills, handler(declaring, instance));
    }

    private static Optional<MessageFunction> handler(Class<?> declaring, Object instance) {
        List<Method> handlers = new ArrayList<>();
        for (Class<?> c = declaring; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(OnMessage.class) && !m.isBridge())
                    .forEach(handlers::add);
        }
        if (handlers.isEmpty()) {
            return Optional.empty();
        }
        Method method = handlers.getFirst();
        boolean fits = Arrays.stream(method.getParameterTypes())
                .allMatch(type -> type == Message.class || type == Peers.class);
        if (handlers.size() > 1 || !fits || Modifier.isStatic(method.getModifiers())) {
            throw unusable(
                    declaring,
                    "it needs one @OnMessage method, not static, that takes a Message and, if need be, Peers",
                    null);
        }
        method.setAccessible(true);
        return Optional.of((message, peers) -> hear(instance, method, message, peers));
    }

    private static @Nullable Object hear(Object instance, Method method, Message message, Peers peers)
            throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == Message.class ? message : peers)
                .toArray();
        try {
            return method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    /** A container may hand over a subclass it made; the annotation is on the class that was written. */
    private static Class<?> declaringClass(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.isAnnotationPresent(Agent.class)) {
                return c;
            }
        }
        throw unusable(type, "it has no @Agent", null);
    }

    /** By name, because reflection promises no order and the card should not change from start to start. */
    private static List<Method> skillMethods(Class<?> declaring) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> c = declaring; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(Skill.class) && !m.isBridge())
                    .forEach(methods::add);
        }
        methods.sort(Comparator.comparing(AnnotatedAgents::skillName));
        return methods;
    }

    private static String skillName(Method method) {
        String said = method.getAnnotation(Skill.class).value();
        return said.isEmpty() ? method.getName() : said;
    }

    private static BoundSkill bind(Agent agent, Object instance, Method method) {
        String name = Names.requireSkill(agent.value(), skillName(method));
        if (Modifier.isStatic(method.getModifiers())) {
            throw unusable(method.getDeclaringClass(), "skill \"" + name + "\" is a static method", null);
        }
        method.setAccessible(true);
        List<Parameter> values = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() != Task.class)
                .toList();
        try {
            return new BoundSkill(
                    name,
                    method.getAnnotation(Skill.class).about(),
                    input(method, name, values),
                    output(method),
                    (arguments, task) -> call(instance, method, arguments, task));
        } catch (UndescribableType e) {
            throw new MeshException(
                    HostErrors.UNDESCRIBABLE_TYPE,
                    "skill \"" + name + "\" of agent \"" + agent.value() + "\": " + e.getMessage(),
                    e);
        }
    }

    private static Schema output(Method method) throws UndescribableType {
        Schema schema = ShapeReader.read(method.getGenericReturnType());
        boolean nullable = Arrays.stream(method.getAnnotatedReturnType().getAnnotations())
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
        return nullable ? new Schema(new Shape.Nullable(schema.root()), schema.definitions()) : schema;
    }

    private static SkillInput input(Method method, String name, List<Parameter> values) throws UndescribableType {
        if (values.isEmpty()) {
            return SkillInput.none();
        }
        if (values.size() == 1) {
            Parameter only = values.getFirst();
            Type type = only.getParameterizedType();
            return SkillInput.one(type, ShapeReader.read(type), only.isNamePresent() ? only.getName() : "");
        }
        SequencedMap<String, Type> types = new LinkedHashMap<>();
        SequencedMap<String, AnnotatedType> fields = new LinkedHashMap<>();
        for (Parameter value : values) {
            if (!value.isNamePresent()) {
                throw unusable(
                        method.getDeclaringClass(),
                        "skill \"" + name
                                + "\" takes several values, whose names are not in the class file; compile with -parameters",
                        null);
            }
            types.put(value.getName(), value.getParameterizedType());
            fields.put(value.getName(), AnnotatedType.of(value));
        }
        return SkillInput.many(types, ShapeReader.readFields("the input of skill " + name, fields));
    }

    private static @Nullable Object call(Object instance, Method method, @Nullable Object[] values, Task task)
            throws Throwable {
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] arguments = new Object[parameters.length];
        int next = 0;
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = parameters[i].getType() == Task.class ? task : values[next++];
        }
        try {
            return method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static MeshException unusable(Class<?> type, String why, @Nullable Throwable cause) {
        return new MeshException(
                HostErrors.BAD_SKILL_METHOD, type.getName() + " cannot be served as an agent: " + why, cause);
    }
}
