package dev.agentmesh.cli.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of {@code docs/errors}, packed into the program when it was built. */
final class ErrorPages {
    private static final String FOLDER = "pages";
    private static final String SUFFIX = ".md";

    private final Class<?> beside;

    ErrorPages() {
        this(ErrorPages.class);
    }

    /** @param beside the class whose package has the folder with the pages */
    ErrorPages(Class<?> beside) {
        this.beside = beside;
    }

    /** The page of a code, as Markdown. */
    Optional<String> page(String code) {
        try (InputStream page = beside.getResourceAsStream(FOLDER + "/" + code + SUFFIX)) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All codes, in order. */
    List<String> codes() {
        URL folder = beside.getResource(FOLDER);
        if (folder == null) {
            return List.of();
        }
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return codesIn(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return codesIn(jar.provider().getPath(uri));
            }
        } catch (IOException | URISyntaxException broken) {
            throw new IllegalStateException("the program's own files cannot be read", broken);
        }
    }

    /** The first line that says something, without Markdown's marks. */
    String title(String code) {
        return page(code).stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("^#+ *", "")
                        .replaceFirst("^" + code + "[:\\s]*", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> codesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
