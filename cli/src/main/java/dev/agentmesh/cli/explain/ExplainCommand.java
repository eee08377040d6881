package dev.agentmesh.cli.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.cli.shell.Shell;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Prints the page of an error code, or lists all codes. Needs no network.")
public final class ExplainCommand implements Callable<Integer> {
    private static final int NEAR = 5;

    private final Screen screen;
    private final ErrorPages pages;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Such as MESH-5001; 5001 will do.")
    private String code = "";

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public ExplainCommand(Shell shell) {
        this(shell, new ErrorPages());
    }

    ExplainCommand(Shell shell, ErrorPages pages) {
        this.screen = new Screen(shell);
        this.pages = pages;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        if (code.isEmpty()) {
            all(format);
        } else {
            one(format, normal(code));
        }
        return ExitCode.OK.number();
    }

    private void all(Format format) {
        var table = new Table("CODE", "MEANING");
        List<ObjectNode> items = pages.codes().stream()
                .map(known -> Json.object().put("code", known).put("meaning", pages.title(known)))
                .toList();
        items.forEach(item ->
                table.row(item.path("code").asText(), item.path("meaning").asText()));
        screen.list(format, "codes", items, table);
    }

    private void one(Format format, String wanted) {
        String page = pages.page(wanted).orElseThrow(() -> unknown(wanted));
        if (format == Format.JSON) {
            screen.document(Json.document().put("code", wanted).put("page", page));
        } else {
            screen.text(page.stripTrailing());
        }
    }

    private CliException unknown(String wanted) {
        List<String> near = pages.codes().stream()
                .sorted(Comparator.comparingInt((String known) -> distance(known, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAR)
                .sorted()
                .toList();
        String shown = Printable.shortened(wanted, 30);
        return CliException.of(
                ExitCode.NOT_FOUND,
                CliErrors.UNKNOWN_CODE,
                "there is no code " + shown + (near.isEmpty() ? "" : "; near it are " + String.join(", ", near)),
                CliErrors.UNKNOWN_CODE.cause(),
                near.isEmpty() ? "mesh explain" : "mesh explain " + near.getFirst());
    }

    /** How far apart two codes' numbers are; what has no number is far from all. */
    private static int distance(String known, String wanted) {
        try {
            return Math.abs(Integer.parseInt(known.substring(5)) - Integer.parseInt(wanted.substring(5)));
        } catch (NumberFormatException | IndexOutOfBoundsException noNumber) {
            return Integer.MAX_VALUE;
        }
    }

    private static String normal(String code) {
        String upper = code.strip().toUpperCase(Locale.ROOT);
        return upper.matches("[0-9]{4}") ? "MESH-" + upper : upper;
    }
}
