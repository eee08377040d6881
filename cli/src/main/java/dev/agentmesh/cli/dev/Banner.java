package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.about.Version;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Screen;

/** What a dev server says when it is ready. */
final class Banner {
    private Banner() {}

    static void print(Screen screen, Format format, DevSettings settings, DevState state) {
        if (format == Format.JSON) {
            screen.document(state.json().put("data", settings.data().toString()));
            return;
        }
        screen.text("Mesh dev " + Version.current().mesh());
        line(screen, "Kafka", state.bootstrap());
        line(screen, "Registry", state.registry());
        line(screen, "Health", state.http() + "/health");
        state.members().stream()
                .filter(member -> member.name().equals(ConsoleLaunch.MODULE) && member.port() > 0)
                .forEach(console -> line(screen, "Console", "http://127.0.0.1:" + console.port()));
        line(screen, "Data", settings.data() + "  kept between starts (--fresh empties it)");
        line(screen, "Stop", "Ctrl-C, or mesh stop");
    }

    private static void line(Screen screen, String word, String value) {
        screen.text(String.format("  %-10s %s", word, value));
    }
}
