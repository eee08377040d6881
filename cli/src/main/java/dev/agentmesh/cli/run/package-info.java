/** {@code mesh run}: starting runs, watching them, ending them. What a run's events mean is said in module eventlog. */
@NullMarked
package dev.agentmesh.cli.run;

import org.jspecify.annotations.NullMarked;
