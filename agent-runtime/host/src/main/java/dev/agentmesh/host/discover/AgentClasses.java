package dev.agentmesh.host.discover;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.topics.error.MeshException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a class path. An index, {@value #INDEX}, names them, one class a line; without one the places are searched, which reads
 * class files and loads none.
 */
public final class AgentClasses {
    public static final String INDEX = "META-INF/agentmesh/agents";

    private final ClassLoader loader;
    private final List<Path> places;
    private final TreeSet<FoundAgent> found = new TreeSet<>();

    /**
     * @param name the agent's, as its annotation says; empty when only an index told of the class
     */
    public record FoundAgent(String name, String className) implements Comparable<FoundAgent> {
        @Override
        public int compareTo(FoundAgent other) {
            return className.compareTo(other.className);
        }
    }

    private AgentClasses(ClassLoader loader, List<Path> places) {
        this.loader = loader;
        this.places = places;
    }

    /**
     * What is in some jars or folders of classes, which need not be on the class path; with none given, what is on it.
     *
     * @throws MeshException {@code MESH-3010} for a place that is not there
     */
    public static AgentClasses in(List<Path> places) {
        if (places.isEmpty()) {
            List<Path> classPath = Arrays.stream(
                            System.getProperty("java.class.path", "").split(File.pathSeparator))
                    .filter(entry -> !entry.isBlank())
                    .map(Path::of)
                    .filter(Files::exists)
                    .toList();
            return new AgentClasses(Thread.currentThread().getContextClassLoader(), classPath).look(null);
        }
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new MeshException(HostErrors.NO_AGENT, "there is no jar or folder " + place);
            }
        }
        URL[] urls = places.stream().map(AgentClasses::url).toArray(URL[]::new);
        URLClassLoader own = new URLClassLoader(urls, Thread.currentThread().getContextClassLoader());
        return new AgentClasses(own, places).look(own);
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new MeshException(HostErrors.NO_AGENT, place + " cannot be put on a class path", e);
        }
    }

    private AgentClasses look(@Nullable URLClassLoader own) {
        try {
            List<URL> indexes = Collections.list(own == null ? loader.getResources(INDEX) : own.findResources(INDEX));
            for (URL index : indexes) {
                readIndex(index);
            }
            if (indexes.isEmpty()) {
                for (Path place : places) {
                    found.addAll(ClassScan.scan(place));
                }
            }
            return this;
        } catch (IOException e) {
            throw new MeshException(HostErrors.NO_AGENT, "cannot look for agents: " + e.getMessage(), e);
        }
    }

    private void readIndex(URL index) throws IOException {
        try (InputStream in = index.openStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(className -> found.add(new FoundAgent("", className)));
        }
    }

    /** In the order of their class names. */
    public List<FoundAgent> found() {
        return List.copyOf(found);
    }

    /**
     * The classes of all agents found, or only of the one with that name.
     *
     * @throws MeshException {@code MESH-3010} when there is none
     */
    public List<Class<?>> load(@Nullable String onlyAgent) {
        List<Class<?>> classes = found.stream()
                .filter(agent -> onlyAgent == null
                        || agent.name().isEmpty()
                        || agent.name().equals(onlyAgent))
                .<Class<?>>map(this::load)
                .filter(type -> onlyAgent == null || onlyAgent.equals(nameOf(type)))
                .toList();
        if (classes.isEmpty()) {
            throw new MeshException(HostErrors.NO_AGENT, nothing(onlyAgent));
        }
        return classes;
    }

    private String nothing(@Nullable String onlyAgent) {
        String where = places.stream().map(Path::toString).collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            return "no class with @Agent in " + where;
        }
        return "no agent \"" + onlyAgent + "\"; found "
                + found.stream()
                        .map(agent -> agent.name().isEmpty() ? nameOf(load(agent)) : agent.name())
                        .collect(Collectors.joining(", "))
                + " in " + where;
    }

    private static String nameOf(Class<?> type) {
        Agent agent = type.getAnnotation(Agent.class);
        return agent == null ? "" : agent.value();
    }

    private Class<?> load(FoundAgent agent) {
        try {
            return Class.forName(agent.className(), true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new MeshException(HostErrors.NO_AGENT, "cannot load agent class " + agent.className() + ": " + e, e);
        }
    }
}
