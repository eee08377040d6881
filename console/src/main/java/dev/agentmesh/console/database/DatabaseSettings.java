package dev.agentmesh.console.database;

import java.nio.file.Path;

/**
 * Where the rows are kept.
 *
 * @param url JDBC, of H2 or PostgreSQL
 * @param user empty when none is needed
 */
public record DatabaseSettings(String url, String user, String password) {
    /** One file for one console; needs nothing installed. */
    public static DatabaseSettings inFolder(Path folder) {
        return new DatabaseSettings(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("read-side") + ";DB_CLOSE_ON_EXIT=FALSE", "", "");
    }

    /** Without what is secret: a URL may hold credentials behind its question mark. */
    @Override
    public String toString() {
        return url.replaceFirst("[?;].*", "");
    }
}
