package dev.agentmesh.examples.triage;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;
import java.util.Map;

/**
 * Which model is asked, over the protocol that OpenAI, vLLM, Ollama, llama.cpp and most gateways speak.
 *
 * @param url {@code TRIAGE_MODEL_URL}, up to and with {@code /v1}
 * @param model {@code TRIAGE_MODEL}
 * @param key {@code TRIAGE_MODEL_KEY}; servers on the own machine take any
 */
public record ModelSettings(String url, String model, String key) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those of the environment, and a server on this machine where it says nothing. */
    public static ModelSettings from(Map<String, String> environment) {
        return new ModelSettings(
                environment.getOrDefault("TRIAGE_MODEL_URL", "http://localhost:11434/v1"),
                environment.getOrDefault("TRIAGE_MODEL", "llama3.2"),
                environment.getOrDefault("TRIAGE_MODEL_KEY", "none"));
    }

    /** A client that tries once: retries are the workflow's, where they are counted, logged and paid for by a budget. */
    ChatModel open() {
        return OpenAiChatModel.builder()
                .baseUrl(url)
                .modelName(model)
                .apiKey(key)
                .temperature(0.0)
                .timeout(PATIENCE)
                .maxRetries(0)
                .build();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
