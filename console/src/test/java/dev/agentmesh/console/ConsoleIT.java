package dev.agentmesh.console;

import dev.agentmesh.console.database.DatabaseSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the database that needs nothing installed. */
class ConsoleIT extends ReadSideScenarios {
    @TempDir
    private Path folder;

    @Override
    DatabaseSettings database(String name) {
        return DatabaseSettings.inFolder(folder.resolve(name));
    }
}
