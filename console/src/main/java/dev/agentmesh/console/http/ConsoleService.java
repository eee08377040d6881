package dev.agentmesh.console.http;

import dev.agentmesh.console.Console;
import dev.agentmesh.console.ConsoleProcess;
import dev.agentmesh.console.ConsoleSettings;
import dev.agentmesh.console.query.Reads;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Ties the console's parts to the server's life. */
@Factory
final class ConsoleService {
    /** What the process was started with, unless whoever made the server brought settings along. */
    @Singleton
    @Requires(missingBeans = ConsoleSettings.class)
    ConsoleSettings settings() {
        return ConsoleSettings.fromEnvironment(ConsoleProcess.environment());
    }

    @Context
    @Bean(preDestroy = "close")
    Console console(ConsoleSettings settings) {
        var console = new Console(settings);
        console.start();
        return console;
    }

    @Singleton
    Reads reads(Console console) {
        return console.reads();
    }

    /** Says to whoever waits that it serves, and no longer does. */
    @Singleton
    static final class Announcement {
        private final ConsoleSettings settings;

        Announcement(ConsoleSettings settings) {
            this.settings = settings;
        }

        @EventListener
        void started(ServerStartupEvent event) {
            settings.readyFile()
                    .ifPresent(file -> ReadyFile.write(file, event.getSource().getPort()));
        }

        @PreDestroy
        void ended() {
            settings.readyFile().ifPresent(ReadyFile::remove);
        }
    }
}
