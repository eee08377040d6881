/** Pictures of definitions: blocks as nested frames, drawn as SVG, as text or for Mermaid. Because steps nest, a picture always can be drawn. */
@NullMarked
package dev.agentmesh.language.picture;

import org.jspecify.annotations.NullMarked;
