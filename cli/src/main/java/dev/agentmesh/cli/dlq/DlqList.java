package dev.agentmesh.cli.dlq;

import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists dead letters nobody has redriven yet, the oldest first.")
final class DlqList implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--all", description = "Also those that were redriven.")
    private boolean all;

    @Mixin
    private final LetterFilter filter = new LetterFilter();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    DlqList(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Letters letters;
        try (var mesh = cli.open(connection)) {
            letters = mesh.letters().read();
        }
        List<StoredLetter> shown = (all ? letters.all() : letters.open())
                .stream().filter(filter::takes).toList();
        Screen screen = cli.screen();
        var table = new Table("ID", "READER", "CODE", "PLACE", "RUN", "SINCE", "STATUS", "MESSAGE");
        for (StoredLetter stored : shown) {
            DeadLetter letter = stored.letter();
            table.row(
                    letter.id(),
                    LetterText.reader(letter),
                    letter.failure().code(),
                    LetterText.place(letter),
                    letter.header().runId(),
                    screen.time(letter.lastAt()),
                    stored.status().name(),
                    letter.failure().message());
        }
        screen.list(format, "letters", shown.stream().map(LetterText::json).toList(), table);
        letters.unreadable()
                .forEach(bad -> screen.note("record " + bad.partition() + ":" + bad.offset()
                        + " of the dead-letter topic is no dead letter: " + bad.why()));
        return ExitCode.OK.number();
    }
}
