package dev.agentmesh.cli.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.dlq.Redrive.Fate;
import dev.agentmesh.cli.dlq.Redrive.Item;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.input.Confirmation;
import dev.agentmesh.cli.input.InputOption;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.cli.run.WaitOptions;
import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redrive",
        description = {
            "Puts dead letters back to whoever failed on them, as they are or with another input.",
            "With --wait the exit code tells whether they are fixed; without it only that they were sent."
        })
final class DlqRedrive implements Callable<Integer> {
    private final Cli cli;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids, or enough of their beginnings.")
    private List<String> given = List.of();

    @Option(names = "--all", description = "All that nobody has redriven yet, as --agent, --code and --run allow.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, the oldest first; 0 is all.")
    private int limit = 1_000;

    @Option(names = "--edit", description = "Opens the input in $EDITOR first; for a single letter.")
    private boolean edit;

    @Option(names = "--force", description = "Also what was redriven before; its work may be done twice.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes into the log.")
    private String reason = "";

    @Mixin
    private final InputOption input = new InputOption();

    @Mixin
    private final LetterFilter filter = new LetterFilter();

    @Mixin
    private final WaitOptions waiting = new WaitOptions();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    DlqRedrive(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        if (all == !given.isEmpty()) {
            throw CliException.usage(
                    "name dead letters, or all of them with --all", "mesh dlq redrive --all --dry-run");
        }
        try (var mesh = cli.open(connection)) {
            List<StoredLetter> letters = chosen(mesh.letters().read());
            Optional<Octets> edited = edited(mesh, letters);
            boolean asks = all || letters.size() > 1 || confirmation.isDryRun();
            if (letters.isEmpty() || asks && !confirmation.isGiven(cli.shell(), Redrive.preview(letters))) {
                if (letters.isEmpty()) {
                    cli.screen().note("no dead letters to redrive");
                }
                return ExitCode.OK.number();
            }
            var request = new RedriveRequest(
                    letters.stream().map(stored -> stored.letter().id()).toList(),
                    cli.user(),
                    reason,
                    edited,
                    force ? RedriveRequest.Repeat.FORCE : RedriveRequest.Repeat.REFUSE);
            var redrive = new Redrive(mesh, cli.screen());
            List<Item> items =
                    waiting.isWait() ? redrive.andWait(letters, request, waiting.patience()) : redrive.send(request);
            show(format, items);
        }
        return ExitCode.OK.number();
    }

    private List<StoredLetter> chosen(Letters letters) {
        if (!all) {
            return given.stream()
                    .map(id -> LetterFinder.find(letters, id))
                    .distinct()
                    .toList();
        }
        return (force ? letters.all() : letters.open())
                .stream()
                        .filter(filter::takes)
                        .limit(limit == 0 ? Long.MAX_VALUE : limit)
                        .toList();
    }

    private Optional<Octets> edited(MeshGateway mesh, List<StoredLetter> letters) {
        Optional<byte[]> replaced = input.bytes(cli.shell());
        if (replaced.isEmpty() && !edit) {
            return Optional.empty();
        }
        if (letters.size() != 1) {
            throw CliException.usage(
                    "another input belongs to one dead letter, and " + letters.size() + " were named",
                    "mesh dlq redrive ID -i @FILE");
        }
        return Optional.of(replaced.map(Octets::of).orElseGet(() -> new Editor(cli).edit(letters.getFirst())));
    }

    private void show(Format format, List<Item> items) {
        Screen screen = cli.screen();
        var table = new Table("ID", "RESULT", "DETAIL");
        items.forEach(item -> table.row(item.id(), word(item.fate()), item.detail()));
        screen.list(format, "letters", items.stream().map(DlqRedrive::json).toList(), table);
        List<Item> bad = items.stream().filter(item -> item.fate().isBad()).toList();
        if (bad.isEmpty()) {
            return;
        }
        Item first = bad.getFirst();
        throw CliException.of(
                items.size() > 1 ? ExitCode.PARTLY : first.exit(),
                CliErrors.PARTLY_DONE,
                bad.size() + " of " + items.size() + " dead letters are not redriven: "
                        + String.join(", ", bad.stream().map(Item::id).limit(5).toList()),
                first.id() + ": " + first.detail(),
                "mesh dlq get " + first.id());
    }

    private static ObjectNode json(Item item) {
        return dev.agentmesh.cli.output.Json.object()
                .put("id", item.id())
                .put("result", word(item.fate()))
                .put("detail", item.detail());
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
