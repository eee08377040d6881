package dev.agentmesh.eventlog.trace;

import java.time.Duration;

/**
 * Where the time went: {@code total = busy + waiting + overhead}. When one stage follows the other, {@code busy} is the sum of the
 * stages' work.
 *
 * @param total from the start of the run to its end, or to now
 * @param work of all stages together; more than {@code busy} when some went on at once
 * @param busy while at least one agent worked
 * @param waiting while none did, because of a pause between attempts, a dead letter, a person, an event, a time or another run
 * @param overhead the rest: deciding, handing over, picking up
 */
public record Timing(Duration total, Duration work, Duration busy, Duration waiting, Duration overhead) {}
