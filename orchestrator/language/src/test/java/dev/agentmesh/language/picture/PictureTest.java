package dev.agentmesh.language.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class PictureTest {
    private static final Path PATTERNS = Path.of("../../examples/patterns");
    private static final Path PICTURES = Path.of("../../docs/guides/patterns/pictures");

    static Workflow workflow(String source) {
        return switch (new WorkflowParser().parse(source, "w.yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new AssertionError(invalid.render());
        };
    }

    static List<Path> patterns() throws IOException {
        try (Stream<Path> folders = Files.list(PATTERNS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("workflow.yaml")))
                    .sorted()
                    .toList();
        }
    }

    /** {@code -Dgolden.update=true} draws them anew. */
    @ParameterizedTest
    @MethodSource("patterns")
    void every_pattern_has_its_picture(Path folder) throws IOException {
        String svg = Picture.of(workflow(Files.readString(folder.resolve("workflow.yaml"))))
                        .svg() + "\n";
        Path file = PICTURES.resolve(folder.getFileName() + ".svg");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, svg);
        }
        assertThat(svg).as(file + "; -Dgolden.update=true draws it anew").isEqualTo(Files.readString(file));
    }

    @Test
    void text_shows_frames_in_frames() {
        assertThat(Picture.of(workflow("""
                        mesh: v1
                        workflow: w
                        steps:
                          - agent: first
                          - id: both
                            parallel:
                              join: first
                              branches:
                                a: { agent: ann }
                                b: { id: bob, agent: robert/greet, when: input.b }
                        """)).text()).isEqualTo("""
                        w@1

                                  ┌───────┐
                                  │ first │
                                  └───────┘
                                       ▼
                        ┌─both: parallel, first ─────┐
                        │                            │
                        │ a         b                │
                        │ ┌─────┐   ┌──────────────┐ │
                        │ │ ann │   │ bob          │ │
                        │ └─────┘   │ robert/greet │ │
                        │           │ if input.b   │ │
                        │           └──────────────┘ │
                        └────────────────────────────┘""".stripIndent());
    }

    @Test
    void mermaid_has_subgraphs_and_edges_and_no_syntax_of_ours() {
        String text = Picture.of(workflow("""
                        mesh: v1
                        workflow: w
                        steps:
                          - id: route
                            switch:
                              - when: input.a == "x; end"
                                do: [{ agent: ann }, { agent: bob }]
                              - else: []
                          - return: 1
                        """)).mermaid();

        assertThat(text).isEqualTo("""
                ---
                title: "w@1"
                ---
                flowchart TD
                  subgraph n0["route: switch"]
                    subgraph n1["input.a == #quot;x; end#quot;"]
                      n2["ann"]
                      n3["bob"]
                      n2 --> n3
                    end
                    subgraph n4["else"]
                      n5[" "]
                    end
                  end
                  n6(["return"])
                  n0 --> n6""");
    }

    @Test
    void svg_is_xml_and_holds_text_as_text() throws Exception {
        String svg = Picture.of(workflow("""
                        mesh: v1
                        workflow: w
                        steps:
                          - { id: a, agent: ann, when: "input.x < 1 && input.y != '<script>'" }
                        """)).svg();

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTextContent()).contains("if input.x < 1 && input.y != '<script>'");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void no_shape_leaves_the_frame_it_is_in() throws IOException {
        for (Path folder : patterns()) {
            Picture picture = Picture.of(workflow(Files.readString(folder.resolve("workflow.yaml"))));
            new Layout(Sizes.PIXELS).place(picture.steps(), 0, 0).forEach(PictureTest::holdsItsOwn);
        }
    }

    private static void holdsItsOwn(Layout.Placed outer) {
        int right = 0;
        for (Layout.PlacedLane lane : outer.lanes()) {
            assertThat(lane.x()).isGreaterThanOrEqualTo(right);
            right = lane.x() + lane.width();
            for (Layout.Placed inner : lane.steps()) {
                assertThat(inner.x()).isGreaterThan(outer.x());
                assertThat(inner.y()).isGreaterThan(outer.y());
                assertThat(inner.x() + inner.width()).isLessThan(outer.x() + outer.width());
                assertThat(inner.y() + inner.height()).isLessThan(outer.y() + outer.height());
                holdsItsOwn(inner);
            }
        }
    }
}
