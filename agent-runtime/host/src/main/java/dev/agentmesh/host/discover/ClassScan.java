package dev.agentmesh.host.discover;

import dev.agentmesh.host.discover.AgentClasses.FoundAgent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads class files for the annotation. */
final class ClassScan {
    private static final String ANNOTATION = "Ldev/agentmesh/agent/Agent;";
    private static final byte[] NEEDLE = ANNOTATION.getBytes(StandardCharsets.UTF_8);

    private ClassScan() {}

    /** What is in a jar or a folder; nothing in any other file. */
    static List<FoundAgent> scan(Path place) throws IOException {
        List<FoundAgent> found = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(f -> isClass(f.toString())).toList()) {
                    agent(Files.readAllBytes(file)).ifPresent(found::add);
                }
            }
        } else if (place.toString().endsWith(".jar")) {
            try (JarFile jar = new JarFile(place.toFile())) {
                for (JarEntry entry :
                        jar.stream().filter(e -> isClass(e.getName())).toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        agent(in.readAllBytes()).ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.contains("META-INF/versions/");
    }

    private static Optional<FoundAgent> agent(byte[] bytes) {
        // Almost no class names the annotation, and looking for the name is far cheaper than parsing.
        if (!contains(bytes)) {
            return Optional.empty();
        }
        ClassModel model = ClassFile.of().parse(bytes);
        return model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(ANNOTATION))
                .findFirst()
                .map(annotation -> new FoundAgent(name(annotation), className(model)));
    }

    private static String className(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }

    private static String name(Annotation annotation) {
        for (AnnotationElement element : annotation.elements()) {
            if (element.name().equalsString("value") && element.value() instanceof AnnotationValue.OfString text) {
                return text.stringValue();
            }
        }
        return "";
    }

    private static boolean contains(byte[] bytes) {
        for (int i = 0; i <= bytes.length - NEEDLE.length; i++) {
            int j = 0;
            while (j < NEEDLE.length && bytes[i + j] == NEEDLE[j]) {
                j++;
            }
            if (j == NEEDLE.length) {
                return true;
            }
        }
        return false;
    }
}
