package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code problems/*.yaml} is a file with mistakes, the {@code .txt} beside it what a person reads about them. After a
 * change that is meant, {@code -Dgolden.update=true} writes the texts anew; read the difference before you keep it.
 */
class ProblemsTest {
    private static final Path FILES = Path.of("src/test/resources/problems");

    static Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            List<String> names = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void are_told(String file) throws IOException {
        var parser = file.startsWith("agents-") ? new WorkflowParser(new FakeDirectory()) : new WorkflowParser();
        Path golden = FILES.resolve(file.replace(".yaml", ".txt"));

        ParsedWorkflow parsed = parser.parse(Files.readString(FILES.resolve(file)), "workflows/" + file);

        assertThat(parsed).isInstanceOf(ParsedWorkflow.Invalid.class);
        String told = ((ParsedWorkflow.Invalid) parsed).render();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
    }

    @Test
    void every_code_of_definitions_is_provoked() throws IOException {
        var texts = new StringBuilder();
        for (String file : files().toList()) {
            texts.append(Files.readString(FILES.resolve(file.replace(".yaml", ".txt"))));
        }

        assertThat(List.of(
                        "MESH-2001",
                        "MESH-2002",
                        "MESH-2003",
                        "MESH-2004",
                        "MESH-2005",
                        "MESH-2006",
                        "MESH-2007",
                        "MESH-2008",
                        "MESH-2009",
                        "MESH-2010",
                        "MESH-2011",
                        "MESH-2013",
                        "MESH-2014",
                        "MESH-2015",
                        "MESH-2016",
                        "MESH-2017",
                        "MESH-2018",
                        "MESH-2019",
                        "MESH-2020",
                        "MESH-2021",
                        "MESH-2022",
                        "MESH-2023",
                        "MESH-2024",
                        "MESH-2025",
                        "MESH-2026",
                        "MESH-2027",
                        "MESH-2028",
                        "MESH-2029",
                        "MESH-2030",
                        "MESH-2040",
                        "MESH-2042",
                        "MESH-2043",
                        "MESH-2031",
                        "MESH-2032",
                        "MESH-2033",
                        "MESH-2050"))
                .allSatisfy(code -> assertThat(texts).contains("error " + code));
    }
}
