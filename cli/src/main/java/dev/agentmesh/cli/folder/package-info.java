/** The {@code .mesh} folder of a project: its settings, and where the dev server keeps its data and says that it runs. */
@NullMarked
package dev.agentmesh.cli.folder;

import org.jspecify.annotations.NullMarked;
