package dev.agentmesh.localcluster.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Warnings to stderr, nothing to stdout, for programs that bring no logback configuration of their own. Logback would
 * print everything down to DEBUG on stdout otherwise, which floods tests and spoils commands whose stdout is data.
 *
 * <p>Ranked below logback's own search for configuration files, so any {@code logback.xml}, {@code logback-test.xml} or
 * {@code logback.configurationFile} wins.
 */
@ConfiguratorRank(QuietByDefault.AFTER_FILES_BEFORE_FALLBACK)
public final class QuietByDefault extends ContextAwareBase implements Configurator {

    static final int AFTER_FILES_BEFORE_FALLBACK = (ConfiguratorRank.NOMINAL + ConfiguratorRank.FALLBACK) / 2;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var layout = new PatternLayoutEncoder();
        layout.setContext(context);
        layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{30} - %msg%n");
        layout.start();
        var stderr = new ConsoleAppender<ILoggingEvent>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(layout);
        stderr.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        // The broker reports every ordinary first start and every step of a shutdown as a warning.
        context.getLogger("org.apache.kafka.controller.QuorumController").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
