import dev.agentmesh.agent.Mesh;

/** Three agents that know each other by name only: {@code mesh agent run Peers.java}. */
void main() {
    Mesh.connect()
            .agent("writer", a -> a.about("Writes texts").skill("write", String.class, String.class, (topic, task) -> {
                task.broadcast("starting on " + topic);
                String facts = task.request("librarian", topic, String.class);
                String review = task.request("critic/review", facts, String.class);
                return facts + " (" + review + ")";
            }))
            .agent("librarian", a -> a.about("Knows where things stand")
                    .skill("count", String.class, Integer.class, (text, task) -> text.length())
                    .onMessage((message, peers) ->
                            message.isBroadcast() ? null : "facts about " + message.as(String.class)))
            .agent("critic", a -> a.about("Reviews texts")
                    .skill("review", String.class, String.class, (text, task) -> text.length() > 10 ? "fine" : "too short"))
            .serve();
}
