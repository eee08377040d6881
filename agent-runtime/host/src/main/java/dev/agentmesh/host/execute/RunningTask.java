package dev.agentmesh.host.execute;

import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.Board;
import dev.agentmesh.agent.History;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.agent.Task;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.share.GivenContext;
import dev.agentmesh.host.share.TaskBoard;
import dev.agentmesh.topics.message.BoardWrite;
import dev.agentmesh.topics.message.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The task a skill holds. Everything it says after its attempt has ended is ignored. */
final class RunningTask implements Task {
    private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_MODEL = 200;
    private static final int MOST_USAGES = 10_000;

    private final Work work;
    private final GivenContext context;
    private final TaskBoard board;
    private final Links links;
    private final BiConsumer<Double, String> progress;
    private final List<Usage> usage = new ArrayList<>();
    private volatile boolean canceled;
    private boolean ended;
    private long nextProgress = System.nanoTime();
    private @Nullable Peers peers;

    /** @param progress called at most once a second */
    RunningTask(Work work, Links links, Clock clock, BiConsumer<Double, String> progress) {
        this.work = work;
        this.context = GivenContext.of(work.task());
        this.board = new TaskBoard(work.message().agent(), context, clock);
        this.links = links;
        this.progress = progress;
    }

    void cancel() {
        canceled = true;
    }

    /** What was used until now; nothing is added any more. */
    synchronized List<Usage> end() {
        ended = true;
        return List.copyOf(usage);
    }

    @Override
    public String id() {
        return work.message().taskId();
    }

    @Override
    public String runId() {
        return work.message().header().runId();
    }

    @Override
    public int attempt() {
        return work.message().attempt();
    }

    @Override
    public Instant deadline() {
        return work.task().deadline();
    }

    @Override
    public boolean canceled() {
        return canceled;
    }

    @Override
    public String idempotencyKey() {
        return work.task().idempotencyKey();
    }

    @Override
    public void progress(double part, String text) {
        double clamped = Double.isNaN(part) ? 0 : Math.clamp(part, 0, 1);
        synchronized (this) {
            long now = System.nanoTime();
            if (ended || now < nextProgress) {
                return;
            }
            nextProgress = now + PROGRESS_PAUSE.toNanos();
        }
        progress.accept(clamped, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    @Override
    public synchronized void usage(String model, long inputTokens, long outputTokens, double usd) {
        String name = model.length() > LONGEST_MODEL ? model.substring(0, LONGEST_MODEL) : model;
        Usage booked = new Usage(name, inputTokens, outputTokens, usd);
        if (ended) {
            return;
        }
        if (usage.size() == MOST_USAGES) {
            Usage last = usage.removeLast();
            booked = new Usage(
                    last.model(),
                    last.inputTokens() + inputTokens,
                    last.outputTokens() + outputTokens,
                    last.usd() + usd);
        }
        usage.add(booked);
    }

    /** What the attempt wrote to the blackboard; nothing is added any more. */
    List<BoardWrite> writes() {
        return board.seal();
    }

    @Override
    public Board board() {
        return board;
    }

    @Override
    public GivenContext context() {
        return context;
    }

    @Override
    public History history() {
        return links.history(work, context);
    }

    @Override
    public Artifacts artifacts() {
        return links.artifacts();
    }

    /** One for all calls, because what is said is numbered. */
    @Override
    public synchronized Peers peers() {
        Peers known = peers;
        if (known == null) {
            known = links.peers(work, context);
            peers = known;
        }
        return known;
    }
}
