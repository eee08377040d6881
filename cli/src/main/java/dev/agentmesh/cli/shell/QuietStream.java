package dev.agentmesh.cli.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A standard stream in UTF-8 whatever the locale, that ends the command when its reader has left, as {@code | head} does. */
final class QuietStream extends OutputStream {
    private final OutputStream out;

    private QuietStream(OutputStream out) {
        this.out = out;
    }

    static PrintStream of(FileDescriptor descriptor) {
        var buffered = new BufferedOutputStream(new FileOutputStream(descriptor), 8192);
        return new PrintStream(new QuietStream(buffered), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    /** PrintStream swallows an IOException; it does not swallow this. */
    private static void attempt(Writing writing) {
        try {
            writing.run();
        } catch (IOException readerIsGone) {
            throw new ReaderLeft();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
