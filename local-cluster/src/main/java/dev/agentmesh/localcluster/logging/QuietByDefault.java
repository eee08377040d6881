package dev.agentmesh.localcluster.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Warnings to stderr, nothing to stdout, for programs that bring no logback configuration of their own. Logback would
 * print everything down to DEBUG on stdout otherwise, which floods tests and spoils commands whose stdout is data.
 *
 * <p>Any {@code logback.xml}, {@code logback-test.xml} or {@code logback.configurationFile} wins.
 */
public final class QuietByDefault extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Logback asks configurators found as services before it looks for files, whatever their rank.
        var files = new DefaultJoranConfigurator();
        files.setContext(context);
        if (files.configure(context) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY) {
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        warnOnStderr(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void warnOnStderr(LoggerContext context) {
        var layout = new PatternLayoutEncoder();
        layout.setContext(context);
        layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{30} - %msg%n");
        layout.start();
        var stderr = new ConsoleAppender<ILoggingEvent>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(layout);
        stderr.addFilter(new EveryStop());
        stderr.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        // The broker warns of every ordinary start.
        context.getLogger("org.apache.kafka.controller.QuorumController").setLevel(Level.ERROR);
    }

    /** The warning of every ordinary stop of a broker. Its logger also has warnings worth reading. */
    private static final class EveryStop extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getMessage().contains("Attempting to close NetworkClient that has already been closed")
                    ? FilterReply.DENY
                    : FilterReply.NEUTRAL;
        }
    }
}
