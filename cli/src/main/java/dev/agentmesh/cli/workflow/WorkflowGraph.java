package dev.agentmesh.cli.workflow;

import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.picture.Picture;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "graph", description = "Draws a definition: blocks as frames, in the order in which they run.")
final class WorkflowGraph implements Callable<Integer> {
    enum Format {
        ASCII,
        MERMAID,
        SVG
    }

    private final Cli cli;

    @Parameters(paramLabel = "FILE", description = "YAML or JSON; - is standard input.")
    private String file = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "ascii",
            description = "What to draw it in: ascii, mermaid, svg.")
    private Format format = Format.ASCII;

    WorkflowGraph(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var definition = Definition.read(cli.shell(), file, new WorkflowParser());
        Findings.refuse(cli.screen(), true, List.of(CheckedFile.of(definition)));
        Workflow workflow = definition.workflow().orElseThrow();
        Picture picture = Picture.of(workflow);
        cli.screen()
                .text(
                        switch (format) {
                            case ASCII -> picture.text();
                            case MERMAID -> picture.mermaid();
                            case SVG -> picture.svg();
                        });
        return ExitCode.OK.number();
    }
}
