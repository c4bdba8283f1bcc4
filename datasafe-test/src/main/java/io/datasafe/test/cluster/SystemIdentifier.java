package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Gives a copied data directory its own system identifier, as initdb would.
 *
 * <p>Two clusters copied from one template must not have the same identifier: a standby would follow the wrong primary.
 */
final class SystemIdentifier {
    private static final SecureRandom RANDOM = new SecureRandom();
    // The identifier's position in a log file: the header of the first page, which has no checksum.
    private static final int IN_LOG = 24;
    private static final int SHORTEST_CONTROL = 200;
    private static final int LONGEST_CONTROL = 508;

    private SystemIdentifier() {}

    /**
     * Changes the identifier of a cluster that is shut down. {@return false, with nothing changed, if the files look
     * unfamiliar}
     */
    static boolean renew(Path data) throws IOException {
        Path control = data.resolve("global/pg_control");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(control)).order(ByteOrder.nativeOrder());
        List<Path> logs = logs(data.resolve("pg_wal"));
        int checksumAt = checksumAt(bytes);
        long old = bytes.getLong(0);
        if (checksumAt < 0 || logs.size() != 1 || inLog(logs.get(0)) != old) {
            return false;
        }
        long renewed = ((System.currentTimeMillis() / 1000) << 32) | (RANDOM.nextInt() & 0xffffffffL);
        bytes.putLong(0, renewed);
        bytes.putInt(checksumAt, checksum(bytes, checksumAt));
        Files.write(control, bytes.array());
        try (FileChannel log = FileChannel.open(logs.get(0), StandardOpenOption.WRITE)) {
            log.write(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, renewed), IN_LOG);
        }
        return true;
    }

    // The size of the control struct differs between versions. Its checksum is at the position where it matches.
    private static int checksumAt(ByteBuffer control) {
        for (int at = SHORTEST_CONTROL; at <= LONGEST_CONTROL && at + 4 <= control.capacity(); at += 4) {
            if (control.getInt(at) == checksum(control, at)) {
                return at;
            }
        }
        return -1;
    }

    private static int checksum(ByteBuffer control, int length) {
        CRC32C crc = new CRC32C();
        crc.update(control.duplicate().limit(length).position(0));
        return (int) crc.getValue();
    }

    private static List<Path> logs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static long inLog(Path file) throws IOException {
        try (FileChannel log = FileChannel.open(file)) {
            ByteBuffer identifier = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            log.read(identifier, IN_LOG);
            return identifier.getLong(0);
        }
    }
}
