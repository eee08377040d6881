package dev.agentmesh.cli.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.topics.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Examines the machine, the dev server of the folder, Kafka, the registry, topics and schemas.")
public final class DoctorCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON, Format.JSONL);

    public DoctorCommand(Cli cli) {
        this.cli = cli;
    }

    /** @param grade ok, warning or error */
    private record Check(String subject, String grade, String code, String what, String fix) {}

    @Override
    public Integer call() {
        Format format = output.format();
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(disk());
        devServer(checks);
        mesh(checks);
        show(format, checks);
        return ExitCode.OK.number();
    }

    private static Check java() {
        return ok("java", "JDK " + Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private Check disk() {
        long free = cli.shell().folder().toFile().getUsableSpace() >> 20;
        return free >= 1024
                ? ok("disk", free + " MiB free")
                : new Check(
                        "disk",
                        "warning",
                        "MESH-1023",
                        free + " MiB free",
                        "free space: a broker that cannot write stops");
    }

    private void devServer(List<Check> checks) {
        DevState.read(connection.dataFolder(cli.shell())).ifPresent(state -> {
            if (!state.isAlive()) {
                checks.add(ok("dev server", "not running"));
                return;
            }
            state.members().stream()
                    .map(member -> member.state().equals("up")
                            ? ok("dev " + member.name(), "up, process " + member.pid())
                            : new Check(
                                    "dev " + member.name(),
                                    "error",
                                    CliErrors.CHILD_NOT_STARTED.code(),
                                    member.state() + ", started again " + member.restarts() + " times",
                                    "read its log below " + connection.dataFolder(cli.shell())))
                    .forEach(checks::add);
        });
    }

    /** What cannot be reached is a finding like any other. */
    private void mesh(List<Check> checks) {
        try (var mesh = cli.open(connection)) {
            List<Finding> findings = mesh.topics().examine();
            findings.forEach(finding -> checks.add(new Check(
                    finding.subject(),
                    finding.severity() == Finding.Severity.ERROR ? "error" : "warning",
                    finding.error().code(),
                    finding.what(),
                    finding.error().fix())));
            if (findings.isEmpty()) {
                checks.add(ok(
                        "mesh",
                        "namespace " + mesh.cluster().names().namespace() + " at "
                                + mesh.cluster().bootstrapServers() + " is as it should be"));
            }
        } catch (RuntimeException unreachable) {
            Failure failure = Failures.of(unreachable);
            checks.add(new Check("mesh", "error", failure.code(), failure.what(), failure.fix()));
        }
    }

    private void show(Format format, List<Check> checks) {
        var table = new Table("", "SUBJECT", "CODE", "FINDING", "FIX");
        List<ObjectNode> items = new ArrayList<>();
        for (Check check : checks) {
            table.row(mark(check.grade()), check.subject(), check.code(), check.what(), check.fix());
            items.add(Json.object()
                    .put("subject", check.subject())
                    .put("grade", check.grade())
                    .put("code", check.code())
                    .put("finding", check.what())
                    .put("fix", check.fix()));
        }
        cli.screen().list(format, "checks", items, table);
        checks.stream()
                .filter(check -> check.grade().equals("error"))
                .findFirst()
                .ifPresent(first -> {
                    throw CliException.of(
                            first.code().equals("MESH-5001") || first.code().equals(CliErrors.NO_MESH.code())
                                    ? ExitCode.UNREACHABLE
                                    : ExitCode.INVALID,
                            CliErrors.UNWELL,
                            "not everything is well; first of all " + first.subject() + ": " + first.what() + " ("
                                    + first.code() + ")",
                            CliErrors.UNWELL.cause(),
                            first.fix());
                });
    }

    private static Check ok(String subject, String what) {
        return new Check(subject, "ok", "", what, "");
    }

    private static String mark(String grade) {
        return switch (grade) {
            case "ok" -> "✓";
            case "warning" -> "!";
            default -> "✗";
        };
    }
}
