package dev.agentmesh.cli.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows a question: what it is about, who may answer, and what was answered.")
final class ApprovalGet implements Callable<Integer> {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "RUN/STEP, or the run while it asks only one question.")
    private String given = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    ApprovalGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        ApprovalSummary approval;
        try (var mesh = cli.open(connection)) {
            approval = new ApprovalFinder(mesh.runs()).find(given);
        }
        if (format == Format.JSON) {
            ObjectNode document = Json.document();
            document.set("approval", ApprovalJson.of(approval));
            cli.screen().document(document);
        } else {
            print(approval);
        }
        return ExitCode.OK.number();
    }

    private void print(ApprovalSummary approval) {
        Screen screen = cli.screen();
        screen.text(Printable.line(approval.question().title()) + "  "
                + approval.decision().orElse(approval.state().name()));
        screen.text("  id        " + approval.id());
        screen.text("  run       " + Printable.line(approval.runTitle()) + ", " + approval.workflow());
        screen.text("  for       "
                + (approval.assign().isEmpty() ? "anybody" : String.join(" or ", approval.assign()))
                + (approval.question().quorum() > 1
                        ? ", " + approval.question().quorum() + " with the same choice"
                        : ""));
        screen.text("  choices   " + String.join(", ", approval.question().choices()));
        approval.question().form().ifPresent(form -> screen.text("  form      " + Printable.line(form.text())));
        approval.due().ifPresent(due -> screen.text("  due       " + screen.time(due)));
        screen.text("  shown     " + approval.shown());
        if (!approval.question().show().isNull()) {
            screen.text(Printable.line(approval.question().show().text()));
        }
        for (Answer answer : approval.answers()) {
            screen.text("  answer    " + answer.choice() + " by " + Printable.line(answer.by()) + " at "
                    + screen.time(answer.at())
                    + (answer.comment().isEmpty() ? "" : ": " + Printable.line(answer.comment())));
        }
    }
}
