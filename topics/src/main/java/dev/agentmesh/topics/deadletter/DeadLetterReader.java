package dev.agentmesh.topics.deadletter;

import dev.agentmesh.topics.clients.KafkaClients;
import dev.agentmesh.topics.clients.TopicScan;
import dev.agentmesh.topics.deadletter.Letters.Unreadable;
import dev.agentmesh.topics.deadletter.StoredLetter.Redrive;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.serde.MessageCodec;
import dev.agentmesh.topics.serde.UndecodableRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the dead-letter topic and folds the marks of redrives into the letters they belong to. */
public final class DeadLetterReader {
    private final KafkaClients clients;
    private final MessageCodec<DeadLetter> codec;

    public DeadLetterReader(KafkaClients clients, MessageCodec<DeadLetter> codec) {
        this.clients = clients;
        this.codec = codec;
    }

    /**
     * All letters there are. Reads the whole topic.
     *
     * @throws dev.agentmesh.topics.error.MeshException MESH-5001, MESH-5002, MESH-5007
     */
    public Letters read() {
        Fold fold = new Fold(codec);
        TopicScan.read(clients, clients.settings().names().deadLetters(), fold::add);
        return fold.letters();
    }

    /** The letters among some records, in any order of partitions. */
    static final class Fold {
        private final MessageCodec<DeadLetter> codec;
        private final Map<String, StoredLetter> firsts = new LinkedHashMap<>();
        private final Map<String, List<Redrive>> redrives = new LinkedHashMap<>();
        private final List<Unreadable> unreadable = new ArrayList<>();

        Fold(MessageCodec<DeadLetter> codec) {
            this.codec = codec;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            DeadLetter letter;
            try {
                letter = codec.decode(record.value());
            } catch (UndecodableRecord e) {
                unreadable.add(new Unreadable(record.partition(), record.offset(), String.valueOf(e.getMessage())));
                return;
            }
            switch (letter.body()) {
                case DeadLetter.Redriven mark ->
                    redrives.computeIfAbsent(letter.id(), id -> new ArrayList<>())
                            .add(new Redrive(letter.header().at(), mark));
                case DeadLetter.ExhaustedTask ignored -> keep(letter, record);
                case DeadLetter.PoisonRecord ignored -> keep(letter, record);
            }
        }

        /** The same letter written again, by a reader that did not know it had, is one letter. */
        private void keep(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
            firsts.putIfAbsent(
                    letter.id(),
                    new StoredLetter(
                            letter,
                            Optional.ofNullable(record.key()).map(Octets::of),
                            record.partition(),
                            record.offset(),
                            List.of()));
        }

        Letters letters() {
            List<StoredLetter> all = firsts.values().stream()
                    .map(stored -> new StoredLetter(
                            stored.letter(),
                            stored.key(),
                            stored.partition(),
                            stored.offset(),
                            redrives.getOrDefault(stored.letter().id(), List.of())))
                    .sorted(Comparator.comparing(stored -> stored.letter().lastAt()))
                    .toList();
            return new Letters(all, unreadable);
        }
    }
}
