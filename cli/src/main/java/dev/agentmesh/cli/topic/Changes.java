package dev.agentmesh.cli.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.output.Table;
import dev.agentmesh.topics.catalogue.Change;
import dev.agentmesh.topics.catalogue.Plan;

/** A plan of changes, shown. */
final class Changes {
    private Changes() {}

    static void show(Screen screen, Format format, Plan plan) {
        var table = new Table("KIND", "CHANGE");
        plan.changes().forEach(change -> table.row(kind(change), change.describe()));
        screen.list(
                format, "changes", plan.changes().stream().map(Changes::json).toList(), table);
        if (plan.isEmpty()) {
            screen.note("everything is as it should be");
        }
    }

    /** @throws CliException when something is left that a person has to decide */
    static void refuseBlocked(Plan plan) {
        if (!plan.blocked().isEmpty()) {
            Change.Blocked first = plan.blocked().getFirst();
            throw new CliException(
                    ExitCode.CONFLICT,
                    first.error(),
                    plan.blocked().size() + " differences are left for a person to decide; the first: " + first.what());
        }
    }

    private static ObjectNode json(Change change) {
        return Json.object().put("kind", kind(change)).put("change", change.describe());
    }

    private static String kind(Change change) {
        return switch (change) {
            case Change.CreateTopic _ -> "create-topic";
            case Change.AddPartitions _ -> "add-partitions";
            case Change.ChangeSetting _ -> "change-setting";
            case Change.SetCompatibility _ -> "set-compatibility";
            case Change.RegisterSchema _ -> "register-schema";
            case Change.Blocked _ -> "blocked";
        };
    }
}
