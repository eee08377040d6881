package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.Usage;
import java.util.List;

/**
 * What attempts used, those that failed or came too late included: they were paid for as well.
 *
 * @param calls how many model calls were reported
 */
public record UsageTotal(long calls, long inputTokens, long outputTokens, double usd) {
    public static final UsageTotal ZERO = new UsageTotal(0, 0, 0, 0);

    public UsageTotal plus(List<Usage> usages) {
        UsageTotal total = this;
        for (Usage usage : usages) {
            total = new UsageTotal(
                    total.calls + 1,
                    total.inputTokens + usage.inputTokens(),
                    total.outputTokens + usage.outputTokens(),
                    total.usd + usage.usd());
        }
        return total;
    }
}
