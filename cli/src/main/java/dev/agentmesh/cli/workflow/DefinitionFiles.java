package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.input.Sources;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that are meant by names, folders and patterns, each once, in the order given and by name within a folder or
 * pattern. A pattern in quotes means the same as one that the shell expands, so {@code **} works in every shell.
 *
 * @param files as the user could name them
 * @param several whether what is not ours among them is passed over: whoever names one file means that one
 */
record DefinitionFiles(List<String> files, boolean several) {
    private static final Pattern SIGNS = Pattern.compile("[*?\\[{]");
    private static final Pattern ENDING = Pattern.compile("(?i).*\\.(ya?ml|json)");
    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");
    private static final Set<String> NOT_OURS = Set.of("target", "build", "node_modules");

    DefinitionFiles {
        files = List.copyOf(files);
    }

    /** @throws CliException MESH-7005 when a folder or pattern holds no file */
    static DefinitionFiles of(Shell shell, List<String> given) {
        boolean several = given.size() > 1;
        var found = new LinkedHashSet<String>();
        for (String name : given) {
            if (name.equals("-")) {
                found.add(name);
            } else if (isPattern(shell, name)) {
                several = true;
                found.addAll(matching(shell, name));
            } else if (Files.isDirectory(Sources.path(shell, name))) {
                several = true;
                found.addAll(inside(shell, name));
            } else if (given.size() == 1 || isText(shell, name)) {
                found.add(name);
            }
        }
        return new DefinitionFiles(new ArrayList<>(found), several);
    }

    /** Patterns of a shell also bring what cannot be ours; a name that is misspelt is not passed over. */
    private static boolean isText(Shell shell, String name) {
        return ENDING.matcher(name).matches() || !Files.isRegularFile(Sources.path(shell, name));
    }

    private static boolean isPattern(Shell shell, String name) {
        return SIGNS.matcher(name).find() && !Files.exists(Sources.path(shell, name));
    }

    private static List<String> inside(Shell shell, String folder) {
        Path start = Sources.path(shell, folder);
        return orRefuse(
                walk(start).stream()
                        .filter(file -> YAML.matcher(file.toString()).matches())
                        .map(file ->
                                Path.of(folder).resolve(start.relativize(file)).normalize())
                        .toList(),
                folder,
                "no YAML file is in that folder");
    }

    private static List<String> matching(Shell shell, String pattern) {
        int sign = start(pattern);
        String folder = pattern.substring(0, sign);
        Path start = Sources.path(shell, folder);
        PathMatcher matcher = matcher(pattern, pattern.substring(sign));
        return orRefuse(
                walk(start).stream()
                        .map(start::relativize)
                        .filter(file -> matches(matcher, file))
                        .map(file -> Path.of(folder).resolve(file))
                        .toList(),
                pattern,
                "no YAML or JSON file matches the pattern");
    }

    /** A pattern that a folder has means what is in the folder, as if the shell had named it. */
    private static boolean matches(PathMatcher matcher, Path file) {
        if (ENDING.matcher(file.toString()).matches() && matcher.matches(file)) {
            return true;
        }
        return YAML.matcher(file.toString()).matches()
                && Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent)
                        .anyMatch(matcher::matches);
    }

    /** Where the part of a pattern begins that names more than one thing. */
    private static int start(String pattern) {
        var matcher = SIGNS.matcher(pattern);
        return matcher.find() ? pattern.lastIndexOf('/', matcher.start()) + 1 : 0;
    }

    /** As shells have it: a double star also stands for no folder at all. */
    private static PathMatcher matcher(String whole, String pattern) {
        try {
            var all = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            var without = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
            return path -> all.matches(path) || without.matches(path);
        } catch (PatternSyntaxException wrong) {
            throw CliException.usage(
                    "\"" + Printable.shortened(whole, 200) + "\" is no pattern: " + wrong.getDescription(),
                    "write one like 'workflows/**/*.yaml'");
        }
    }

    private static List<Path> walk(Path start) {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(start)) {
            return found;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(start) || isOurs(folder)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!Files.isDirectory(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) {
                    throw CliException.of(
                            ExitCode.NOT_FOUND,
                            CliErrors.FILE,
                            "cannot read " + Printable.shortened(file.toString(), 200),
                            "it may not be read: " + failed.getMessage(),
                            CliErrors.FILE.fix());
                }
            });
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        found.sort(null);
        return found;
    }

    private static boolean isOurs(Path folder) {
        String name = folder.getFileName().toString();
        return !name.startsWith(".") && !NOT_OURS.contains(name);
    }

    private static List<String> orRefuse(List<Path> files, String given, String why) {
        if (files.isEmpty()) {
            throw CliException.of(
                    ExitCode.NOT_FOUND,
                    CliErrors.FILE,
                    "cannot read " + Printable.shortened(given, 200),
                    why,
                    CliErrors.FILE.fix());
        }
        return files.stream().map(Path::toString).toList();
    }
}
