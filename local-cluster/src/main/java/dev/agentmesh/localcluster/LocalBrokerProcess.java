package dev.agentmesh.localcluster;

import dev.agentmesh.localcluster.process.OwnerWatch;
import dev.agentmesh.localcluster.process.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A broker as a process of its own: {@code LocalBrokerProcess --data DIR [--port P] [--start-limit PT60S] [--free-bytes
 * N] [--owner PID]}. Prints one line of JSON on stdout, either {@code {"pid","port","bootstrapServers"}} when it is ready
 * or {@code {"code","problem","reason","fix"}} when it cannot be, and nothing else there. Logs to
 * {@code DIR/logs/broker.log}. Ends on SIGTERM, on Ctrl-C, and, with an owner, when that process is gone.
 */
public final class LocalBrokerProcess {

    private static final int USAGE = 2;
    private static final String DATA = "--data";
    private static final String PORT = "--port";
    private static final String START_LIMIT = "--start-limit";
    private static final String FREE_BYTES = "--free-bytes";
    private static final String OWNER = "--owner";
    private static final Set<String> OPTIONS = Set.of(DATA, PORT, START_LIMIT, FREE_BYTES, OWNER);

    private LocalBrokerProcess() {}

    public static void main(String[] args) {
        Map<String, String> options;
        LocalServerSettings settings;
        try {
            options = parse(args);
            settings = settings(options);
        } catch (IllegalArgumentException | DateTimeParseException misused) {
            System.err.println(misused.getMessage());
            System.exit(USAGE);
            return;
        }
        var logs = LocalBroker.logFolder(settings.dataFolder().toAbsolutePath());
        logInto(logs);
        var owner = Optional.ofNullable(options.get(OWNER)).map(Long::parseLong);
        owner.ifPresent(OwnerWatch::of);
        run(
                settings,
                new BrokerHost(
                        owner.flatMap(ProcessHandle::of).map(ProcessIdentity::of),
                        logs.resolve("broker.log").toString()));
    }

    static String[] arguments(LocalServerSettings settings, long owner) {
        return new String[] {
            DATA, settings.dataFolder().toAbsolutePath().toString(),
            PORT, Integer.toString(settings.port()),
            START_LIMIT, settings.startLimit().toString(),
            FREE_BYTES, Long.toString(settings.freeBytes()),
            OWNER, Long.toString(owner)
        };
    }

    private static void run(LocalServerSettings settings, BrokerHost host) {
        try {
            var broker = LocalBroker.start(settings, host);
            BrokerFaults.endProcess();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            print(new StartReport.Ready(ProcessHandle.current().pid(), broker.port()));
            new CountDownLatch(1).await();
        } catch (LocalClusterException failed) {
            System.err.println(failed.getMessage());
            print(StartReport.Failed.of(failed));
            System.exit(1);
        } catch (InterruptedException stop) {
            System.exit(0);
        }
    }

    /** Closed afterwards, so that nothing a library prints can follow, and no reader is needed any more. */
    private static void print(StartReport report) {
        System.out.println(StartReportCodec.line(report));
        System.out.close();
    }

    /** Before the first logger exists: logback reads its configuration once. */
    private static void logInto(Path folder) {
        System.setProperty("mesh.broker.logs", folder.toString());
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/agentmesh/localcluster/broker-logback.xml");
        }
    }

    private static LocalServerSettings settings(Map<String, String> options) {
        var data = options.get(DATA);
        if (data == null) {
            throw new IllegalArgumentException("Expected --data DIR; known options: " + DATA + " " + PORT + " "
                    + START_LIMIT + " " + FREE_BYTES + " " + OWNER);
        }
        var defaults = LocalServerSettings.in(Path.of(data));
        return new LocalServerSettings(
                defaults.dataFolder(),
                Integer.parseInt(options.getOrDefault(PORT, "0")),
                Optional.ofNullable(options.get(START_LIMIT))
                        .map(Duration::parse)
                        .orElse(defaults.startLimit()),
                Optional.ofNullable(options.get(FREE_BYTES))
                        .map(Long::parseLong)
                        .orElse(defaults.freeBytes()),
                Optional.empty());
    }

    private static Map<String, String> parse(String[] args) {
        var options = new HashMap<String, String>();
        for (var i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i])) {
                throw new IllegalArgumentException("Unknown option " + args[i]);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Expected a value after " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}
