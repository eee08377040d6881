package dev.agentmesh.cli.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.FileKind;
import dev.agentmesh.language.definition.MissingAgents;
import dev.agentmesh.language.definition.WorkflowParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        description =
                "Checks definitions, also against the agents and workflows there are, and deploys them: all or none.")
final class WorkflowDeploy implements Callable<Integer> {
    private final Cli cli;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "YAML or JSON, a folder, or a pattern in quotes like 'flows/**/*.yaml'; - is standard input.",
                "Of several files, those that define nothing are skipped."
            })
    private List<String> files = List.of();

    @Option(
            names = "--allow-missing",
            description = "Also when no agent of that name has announced itself yet; those that have are checked.")
    private boolean allowMissing;

    @Option(names = "--dry-run", description = "Checks everything and deploys nothing.")
    private boolean dryRun;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    WorkflowDeploy(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Screen screen = cli.screen();
        try (var mesh = cli.open(connection)) {
            WorkflowParser parser = KnownAgents.of(mesh.agents().announcements())
                    .parser(allowMissing ? MissingAgents.ALLOWED : MissingAgents.REFUSED);
            List<Definition> definitions = definitions(parser);
            Findings.refuse(
                    screen,
                    format == Format.TABLE,
                    definitions.stream().map(CheckedFile::of).toList());
            Rings.refuse(
                    definitions.stream().map(WorkflowDeploy::workflow).toList(),
                    mesh.workflows().all());
            deploy(screen, format, mesh, definitions);
        }
        return ExitCode.OK.number();
    }

    /** The definitions among the files; what is none is passed over when there are several. */
    private List<Definition> definitions(WorkflowParser parser) {
        DefinitionFiles named = DefinitionFiles.of(cli.shell(), files);
        List<Definition> definitions = new ArrayList<>();
        for (String file : named.files()) {
            Definition definition = Definition.read(cli.shell(), file, parser);
            switch (FileKind.of(definition.source())) {
                case WORKFLOW, TEAM, FLEET -> definitions.add(definition);
                case TEST, OTHER -> {
                    if (named.several()) {
                        cli.screen().note(file + "  skipped  no definition");
                    } else {
                        definitions.add(definition);
                    }
                }
            }
        }
        if (definitions.isEmpty()) {
            throw CliException.usage("none of the files is a workflow or a team", "mesh workflow deploy FILE");
        }
        return definitions;
    }

    private void deploy(Screen screen, Format format, MeshGateway mesh, List<Definition> definitions) {
        var deployer = new Deployer(mesh.workflows(), cli.shell().clock(), cli.user());
        var table = new Table("WORKFLOW", "FILE", "RESULT");
        List<ObjectNode> items = new ArrayList<>();
        // Everything is looked at before anything is deployed.
        definitions.forEach(definition -> deployer.plan(workflow(definition).ref(), definition.source()));
        for (Definition definition : definitions) {
            var ref = workflow(definition).ref();
            Deployer.Result result =
                    dryRun ? deployer.plan(ref, definition.source()) : deployer.deploy(ref, definition.source());
            String word = result.name().toLowerCase(Locale.ROOT);
            String shown = dryRun && result == Deployer.Result.DEPLOYED ? "would be deployed" : word;
            table.row(ref.name() + "@" + ref.version(), definition.file(), shown);
            items.add(Findings.json(CheckedFile.of(definition)).put("result", dryRun ? "planned-" + word : word));
        }
        screen.list(format, "workflows", items, table);
    }

    private static Workflow workflow(Definition definition) {
        return definition.workflow().orElseThrow(() -> new IllegalStateException("refused before"));
    }
}
